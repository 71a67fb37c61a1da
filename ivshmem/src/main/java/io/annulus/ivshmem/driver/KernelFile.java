// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.driver;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of sysfs that takes orders. */
final class KernelFile {
    private KernelFile() {}

    /** Writes one word; the kernel has done what it says, or said why not, when this returns. */
    static void write(Path file, String word) {
        try {
            Files.writeString(file, word, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw new AnnulusException(
                    Reason.NOT_FOUND,
                    file + ": expected a file of the kernel, found none",
                    "Check that the device is still there (annulus guest list) and /sys is the kernel's",
                    e);
        } catch (AccessDeniedException e) {
            throw new AnnulusException(
                    Reason.NO_PERMISSION,
                    file + ": expected permission to write '" + word.strip() + "', refused to user "
                            + System.getProperty("user.name"),
                    "Run as root",
                    e);
        } catch (IOException e) {
            throw new AnnulusException(
                    Reason.IO,
                    file + ": expected to write '" + word.strip() + "', found " + e.getMessage(),
                    "See the kernel's log (dmesg)",
                    e);
        }
    }
}
