// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix;

import io.annulus.posix.kernel.Errno;
import io.annulus.posix.kernel.Kernel;
import io.annulus.posix.kernel.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * How many descriptors this process may have.
 *
 * @param current how many now
 * @param highest how many it may ask for
 * @see <a href="https://man7.org/linux/man-pages/man2/getrlimit.2.html">getrlimit(2)</a>
 */
public record DescriptorLimit(long current, long highest) {
    private static final int RLIMIT_NOFILE = 7;
    private static final int RLIMIT_SIZE = 16;

    /**
     * Asks.
     *
     * @return the limits as they are now
     */
    public static DescriptorLimit now() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(RLIMIT_SIZE, 8);
            long result = Kernel.call(Syscall.PRLIMIT64, 0, RLIMIT_NOFILE, 0, answer.address());
            Errno.require(result, Syscall.PRLIMIT64, "RLIMIT_NOFILE");
            return new DescriptorLimit(answer.get(Kernel.LONG, 0), answer.get(Kernel.LONG, 8));
        }
    }

    /**
     * Sets how many this process may have from now on.
     *
     * @param wanted at most {@link #highest}
     * @return the limits as they are then
     */
    public DescriptorLimit set(long wanted) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limits = arena.allocate(RLIMIT_SIZE, 8);
            limits.set(Kernel.LONG, 0, wanted);
            limits.set(Kernel.LONG, 8, highest);
            long result = Kernel.call(Syscall.PRLIMIT64, 0, RLIMIT_NOFILE, limits.address());
            Errno.require(result, Syscall.PRLIMIT64, "RLIMIT_NOFILE, " + wanted);
            return now();
        }
    }
}
