// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * How fast memory is read, beside ordinary memory of the same size read in the same way at the same time: so that a slow
 * machine, an interpreting JVM or TCG is not taken for slow memory.
 *
 * @param megabytesPerSecond of the memory in question
 * @param ordinaryMegabytesPerSecond of ordinary memory
 */
record ReadSpeed(long megabytesPerSecond, long ordinaryMegabytesPerSecond) {
    private static final long WINDOW = 64 << 10;
    private static final int FEWEST_ROUNDS = 4;
    private static final int MOST_ROUNDS = 64;
    private static final long ENOUGH_NANOS = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long MEGABYTE = 1_000_000;

    /**
     * Reads the end of the memory, where a region is seldom in use, again and again for about a millisecond, and writes
     * nothing. The fastest round counts: much can make cached memory slow for a moment, such as others who write to it or a
     * processor taken away, and nothing makes uncached memory fast. The first round only warms up.
     */
    static ReadSpeed of(MemorySegment memory) {
        long bytes = Math.min(WINDOW, memory.byteSize());
        MemorySegment window = memory.asSlice(memory.byteSize() - bytes, bytes);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ordinary = arena.allocate(bytes, Long.BYTES);
            MemorySegment target = arena.allocate(bytes, Long.BYTES);
            nanos(window, target);
            nanos(ordinary, target);
            long fastest = Long.MAX_VALUE;
            long fastestOrdinary = Long.MAX_VALUE;
            long spent = 0;
            for (int round = 0; round < FEWEST_ROUNDS || (round < MOST_ROUNDS && spent < ENOUGH_NANOS); round++) {
                long nanos = nanos(window, target);
                spent += nanos;
                fastest = Math.min(fastest, nanos);
                fastestOrdinary = Math.min(fastestOrdinary, nanos(ordinary, target));
            }
            return new ReadSpeed(perSecond(bytes, fastest), perSecond(bytes, fastestOrdinary));
        }
    }

    private static long nanos(MemorySegment source, MemorySegment target) {
        long start = System.nanoTime();
        target.copyFrom(source);
        return Math.max(1, System.nanoTime() - start);
    }

    private static long perSecond(long bytes, long nanos) {
        return Math.max(1, bytes * NANOS_PER_SECOND / nanos / MEGABYTE);
    }
}
