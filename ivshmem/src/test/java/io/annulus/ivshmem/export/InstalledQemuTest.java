// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import static io.annulus.posix.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.annulus.error.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** QEMUs that are scripts, since old ones, and ones without the device, are not to be had. */
class InstalledQemuTest {
    private static final Attachment PLAIN = new Attachment.Plain(Path.of("/dev/shm/x"), 4096);
    private static final Attachment DOORBELL = new Attachment.Doorbell(Path.of("/run/s"), 1);

    @TempDir
    private Path directory;

    private String script(String body) throws IOException {
        Path file = Files.writeString(directory.resolve("qemu"), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    private String qemu(String version, String... devices) throws IOException {
        StringBuilder help = new StringBuilder("echo 'name \"e1000\", bus PCI'");
        for (String device : devices) {
            help.append("; echo 'name \"").append(device).append("\", bus PCI, desc \"Inter-VM shared memory\"'");
        }
        return script("case \"$*\" in --version) echo 'QEMU emulator version " + version + "';;" + " '-device help') "
                + help + ";; *) exit 9;; esac");
    }

    @Test
    void saysItsVersionAndThatItHasTheDevices() throws Exception {
        InstalledQemu qemu = InstalledQemu.probe(qemu("7.2.22 (Debian 1:7.2)", "ivshmem-doorbell", "ivshmem-plain"));
        assertThat(qemu.version()).isEqualTo(new QemuVersion(7, 2));
        assertThatCode(() -> {
                    qemu.require(PLAIN);
                    qemu.require(DOORBELL);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void oneBuiltWithoutADeviceIsRefusedForIt() throws Exception {
        InstalledQemu qemu = InstalledQemu.probe(qemu("9.1.0 (qemu-kvm-9.1.0-15.el9)", "ivshmem-plain"));
        qemu.require(PLAIN);
        refused(Reason.UNSUPPORTED_PLATFORM, () -> qemu.require(DOORBELL))
                .contains("version 9.1", "the device ivshmem-doorbell", "built without it", "--qemu PROGRAM");
    }

    @Test
    void oneFromBeforeTheDevicesIsRefused() throws Exception {
        String old = qemu("2.5.1, Copyright (c) 2003-2008 Fabrice Bellard");
        refused(Reason.UNSUPPORTED_PLATFORM, () -> InstalledQemu.probe(old)).contains("2.6 or later", "found 2.5");
        assertThat(InstalledQemu.probe(qemu("2.6.0", "ivshmem-plain")).version().hasFlatObjects())
                .isFalse();
    }

    @Test
    void whatIsNoQemuIsRefused() throws Exception {
        String other = script("echo hello");
        refused(Reason.UNSUPPORTED_PLATFORM, () -> InstalledQemu.probe(other)).contains("--qemu none");
        String failing = script("exit 3");
        refused(Reason.UNSUPPORTED_PLATFORM, () -> InstalledQemu.probe(failing)).contains("ended with 3");
        refused(Reason.UNSUPPORTED_PLATFORM, () -> InstalledQemu.probe("no-such-program"))
                .contains("none that can be started", "apt-get install qemu-system-x86");
    }

    @Test
    void oneThatDoesNotAnswerIsNotWaitedForForEver() throws Exception {
        String silent = script("sleep 1000");
        refused(Reason.UNSUPPORTED_PLATFORM, () -> InstalledQemu.probe(silent, Duration.ofMillis(200)))
                .contains("an answer to --version, found none in time");
    }

    @Test
    void anAnswerWithoutEndIsNotRead() throws Exception {
        String endless = script("head -c 2000000 /dev/zero");
        refused(Reason.UNSUPPORTED_PLATFORM, () -> InstalledQemu.probe(endless)).contains("--version");
    }

    @Test
    void withoutAnyTheNewestKnownFormsAreTaken() {
        InstalledQemu elsewhere = InstalledQemu.elsewhere();
        elsewhere.require(PLAIN);
        assertThat(elsewhere.program()).isEmpty();
        assertThat(elsewhere.version().hasFlatObjects()).isTrue();
    }
}
