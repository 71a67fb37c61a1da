// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.annulus.OtherProcess;
import io.annulus.Refusal;
import io.annulus.error.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another user's region stays another user's. */
final class PermissionsTest {
    private static final RegionSpec SPEC = RegionSpec.ofSize(100_000, 4, 4);

    @TempDir
    Path directory;

    @Test
    void anotherUsersRegionIsRefusedByName() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path path = directory.resolve("region");
        Region.create(path, SPEC).close();
        String output;
        if (System.getProperty("user.name").equals("root")) {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "needs setpriv; apt-get install util-linux");
            output = OtherProcess.run(
                    List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), "open", path.toString());
        } else {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
            output = OtherProcess.run(List.of(), "open", path.toString());
        }
        assertThat(output).startsWith(Reason.NO_PERMISSION.name()).contains(path.toString(), "owner", "mode 0");
        assertThat(path).exists();
    }

    @Test
    void aDirectoryWeMayNotWriteIsSaidSo() throws IOException, InterruptedException {
        assumeTrue(System.getProperty("user.name").equals("root"), "needs another user; to run it: sudo ./test");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        String output = OtherProcess.run(
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
                "create",
                directory.resolve("region").toString());
        assertThat(output).startsWith(Reason.NO_PERMISSION.name()).contains(directory.toString());
    }

    @Test
    void whateverElseTheSystemSaysIsPassedOn() {
        Path tooLong = directory.resolve("x".repeat(300));
        Refusal.of(Reason.IO, () -> Region.open(tooLong), "name too long");
        Refusal.of(Reason.IO, () -> Region.create(tooLong, SPEC), "name too long");
        assertThat(directory).isEmptyDirectory();
    }
}
