// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Turns what the kernel says about a device's files into what its user can do about it.
 *
 * @param files where the kernel shows them
 * @param address whose
 */
record DeviceErrors(SystemFiles files, PciAddress address) {

    void requireEnabled(PciConfig config) {
        if (!config.isMemoryEnabled()) {
            throw new AnnulusException(
                    Reason.UNSUPPORTED_PLATFORM,
                    "pci:" + address + ": expected a device that is enabled, found its memory switched off",
                    "As root: echo 1 > "
                            + files.pciDevices().resolve(address.toString()).resolve("enable"));
        }
    }

    /** Of a file that cannot be opened. */
    AnnulusException opening(Path file, String right, IOException e) {
        String system = systemReason(e);
        if (e instanceof NoSuchFileException) {
            return new AnnulusException(
                    Reason.NOT_FOUND, file + ": no such file", "The device was removed: annulus guest list", e);
        }
        if (system.contains("Read-only file system")) {
            return new AnnulusException(
                    Reason.READ_ONLY,
                    file + ": expected a sysfs that can be written, found it mounted read-only",
                    "In a container: mount /sys read-write, or run outside it",
                    e);
        }
        if (e instanceof AccessDeniedException) {
            return new AnnulusException(
                    Reason.NO_PERMISSION,
                    file + ": expected permission to " + right + " it, refused to user "
                            + System.getProperty("user.name") + rights(file),
                    "Run as root, or give the file to a group with a udev rule (docs/guest.md)",
                    e);
        }
        return system.contains("not permitted") ? lockedDown(file, e) : other(file, system, e);
    }

    /** Of an open file that cannot be mapped. */
    AnnulusException mapping(Path file, Optional<String> driver, IOException e) {
        String system = systemReason(e);
        if (system.contains("Invalid argument")) {
            String found = driver.map(name -> "bound to " + name).orElse("without a driver");
            return new AnnulusException(
                    Reason.IN_USE,
                    file + ": the kernel refuses to map it (EINVAL): the device, " + found
                            + ", is held by a program, through VFIO or /dev/mem",
                    "End that program (fuser -v /dev/vfio/* names it), or map the memory through VFIO as it does",
                    e);
        }
        return system.contains("not permitted") ? lockedDown(file, e) : other(file, system, e);
    }

    private AnnulusException lockedDown(Path file, IOException e) {
        String state = SystemFiles.text(files.sysfs().resolve("kernel/security/lockdown"))
                .map(text -> " (lockdown: " + text + ")")
                .orElse("");
        return new AnnulusException(
                Reason.NO_PERMISSION,
                file + ": the kernel refuses to map device memory (EPERM)" + state,
                "Kernel lockdown, as under Secure Boot, forbids it: start the guest without Secure Boot, or without"
                        + " lockdown= on its command line; or bind the device to vfio-pci",
                e);
    }

    private static AnnulusException other(Path file, String system, IOException e) {
        return new AnnulusException(Reason.IO, file + ": " + system, "See the kernel's log (dmesg)", e);
    }

    private static String systemReason(IOException e) {
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    private static String rights(Path file) {
        try {
            String mode = Integer.toOctalString((Integer) Files.getAttribute(file, "unix:mode") & 07777);
            return " (owner " + Files.getOwner(file) + ", mode 0" + mode + ")";
        } catch (IOException e) {
            return "";
        }
    }
}
