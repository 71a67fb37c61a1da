// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a region can fit, asked before its first byte is written. Filling a file system takes time and harms others on
 * it; filling memory through a tmpfs that is allowed more than there is can bring the whole machine to a halt.
 */
public final class Room {
    private static final long UNKNOWN = AvailableMemory.UNKNOWN;

    private Room() {}

    /**
     * Refuses what does not fit.
     *
     * @param path of the file that is to be made
     * @param directory where that is
     * @param size in bytes
     * @throws AnnulusException {@link Reason#NO_SPACE}, with what is wanted and what is free
     */
    public static void require(Path path, Path directory, long size) {
        long usable = usable(directory);
        if (size > usable) {
            throw tooLittle(path, directory, size, usable + " bytes free", null);
        }
        long memory = isMemory(directory) ? AvailableMemory.bytes() : UNKNOWN;
        if (size > memory) {
            throw tooLittle(path, directory, size, memory + " bytes of memory available", null);
        }
    }

    static AnnulusException tooLittle(Path path, Path directory, long size, String found, IOException cause) {
        return new AnnulusException(
                Reason.NO_SPACE,
                path + ": expected room for " + size + " bytes, found " + found + " in " + directory,
                "Remove regions that are no longer used ('annulus region list'), ask for a smaller one, or enlarge"
                        + " the file system (mount -o remount,size=..., or --shm-size for a container)",
                cause);
    }

    static long usable(Path directory) {
        try {
            FileStore store = Files.getFileStore(directory);
            return store.getTotalSpace() == 0 ? UNKNOWN : store.getUsableSpace(); // A file system without a limit.
        } catch (IOException e) {
            return UNKNOWN; // Writing will tell.
        }
    }

    private static boolean isMemory(Path directory) {
        try {
            return Files.getFileStore(directory).type().equals("tmpfs");
        } catch (IOException e) {
            return false;
        }
    }
}
