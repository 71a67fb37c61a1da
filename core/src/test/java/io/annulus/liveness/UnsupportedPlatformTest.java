// SPDX-License-Identifier: Apache-2.0
package io.annulus.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.annulus.OtherProcess;
import io.annulus.error.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container whose {@code /proc} is masked is told what it lacks. */
final class UnsupportedPlatformTest {
    @TempDir
    Path directory;

    @Test
    void withoutProcWeSayWhatIsMissing() throws IOException, InterruptedException {
        assumeTrue(System.getProperty("user.name").equals("root"), "hiding /proc needs root; to run it: sudo ./test");
        String hide = "mount --bind /dev/null /proc/sys/kernel/random/boot_id && exec \"$@\"";
        String output = OtherProcess.run(
                List.of("unshare", "--mount", "sh", "-c", hide, "sh"),
                "create",
                directory.resolve("region").toString());
        assertThat(output).startsWith(Reason.UNSUPPORTED_PLATFORM.name()).contains("/proc");
        assertThat(directory).isEmptyDirectory();
    }
}
