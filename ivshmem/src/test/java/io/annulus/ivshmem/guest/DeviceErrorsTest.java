// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel says about a real device's files, which plain files never make it say. */
class DeviceErrorsTest {
    private static final Path FILE = Path.of("/sys/bus/pci/devices/0000:00:04.0/resource2");

    @TempDir
    private Path directory;

    private FakeMachine machine;
    private DeviceErrors errors;

    @BeforeEach
    void start() {
        machine = FakeMachine.in(directory);
        errors = new DeviceErrors(machine.files(), PciAddress.parse("0000:00:04.0"));
    }

    @Test
    void memoryThatVfioHoldsIsInUse() {
        assertThat(errors.mapping(FILE, Optional.of("vfio-pci"), new IOException("Invalid argument")))
                .hasMessageContainingAll("EINVAL", "bound to vfio-pci", "End that program")
                .extracting(AnnulusException::reason)
                .isEqualTo(Reason.IN_USE);
        assertThat(errors.mapping(FILE, Optional.empty(), new IOException("Invalid argument")))
                .hasMessageContaining("without a driver");
    }

    @Test
    void lockdownIsNamed() {
        machine.with("sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
        IOException refusal = new IOException("Operation not permitted");
        assertThat(errors.mapping(FILE, Optional.empty(), refusal))
                .hasMessageContainingAll("EPERM", "lockdown: none [integrity] confidentiality", "Secure Boot")
                .hasCause(refusal)
                .extracting(AnnulusException::reason)
                .isEqualTo(Reason.NO_PERMISSION);
        assertThat(errors.opening(FILE, "read", new FileSystemException("x", null, "Operation not permitted")))
                .hasMessageContaining("Secure Boot");
    }

    @Test
    void missingPermissionNamesUserAndRemedy() {
        assertThat(errors.opening(FILE, "read and write", new AccessDeniedException("x")))
                .hasMessageContainingAll(System.getProperty("user.name"), "udev", "docs/guest.md")
                .extracting(AnnulusException::reason)
                .isEqualTo(Reason.NO_PERMISSION);
    }

    @Test
    void aReadOnlySysfsIsSaidSo() {
        assertThat(errors.opening(FILE, "read", new FileSystemException("x", null, "Read-only file system")))
                .hasMessageContaining("container")
                .extracting(AnnulusException::reason)
                .isEqualTo(Reason.READ_ONLY);
    }

    @Test
    void whateverElseTheKernelSaysIsPassedOn() {
        assertThat(errors.mapping(FILE, Optional.empty(), new IOException("No such device")))
                .hasMessageContaining("No such device")
                .extracting(AnnulusException::reason)
                .isEqualTo(Reason.IO);
    }
}
