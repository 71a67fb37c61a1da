// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much memory this machine can still give. Asked before shared memory is allocated: the kernel gives out more than there
 * is, and then ends other programs.
 */
public final class AvailableMemory {
    /** What is not known counts as enough. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final String AVAILABLE = "MemAvailable:";

    private AvailableMemory() {}

    /**
     * Asks the kernel.
     *
     * @return bytes, or {@link #UNKNOWN}
     */
    public static long bytes() {
        try {
            for (String line : Files.readAllLines(MEMORY)) {
                if (line.startsWith(AVAILABLE)) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        } catch (IOException | NumberFormatException e) {
            return UNKNOWN;
        }
        return UNKNOWN;
    }
}
