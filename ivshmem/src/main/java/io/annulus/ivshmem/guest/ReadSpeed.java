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
    private static final long WINDOW = 32 << 10;
    private static final int PLACES = 4;
    private static final int FEWEST_ROUNDS = 2 * PLACES;
    private static final int LINE = 64;
    private static final int MOST_ROUNDS = 64;
    private static final long ENOUGH_NANOS = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long MEGABYTE = 1_000_000;

    /**
     * Reads four places of the memory again and again for about a millisecond, and writes nothing. The fastest round counts:
     * much can make cached memory slow for a moment, such as others who write there or a processor taken away, and nothing
     * makes uncached memory fast.
     */
    static ReadSpeed of(MemorySegment memory) {
        long bytes = Math.min(WINDOW, memory.byteSize());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ordinary = arena.allocate(bytes, Long.BYTES);
            MemorySegment target = arena.allocate(bytes, Long.BYTES);
            long fastest = Long.MAX_VALUE;
            long fastestOrdinary = Long.MAX_VALUE;
            long spent = 0;
            for (int round = 0; round < FEWEST_ROUNDS || (round < MOST_ROUNDS && spent < ENOUGH_NANOS); round++) {
                long nanos = nanos(place(memory, bytes, round), target);
                spent += nanos;
                fastest = Math.min(fastest, nanos);
                fastestOrdinary = Math.min(fastestOrdinary, nanos(ordinary, target));
            }
            return new ReadSpeed(perSecond(bytes, fastest), perSecond(bytes, fastestOrdinary));
        }
    }

    private static MemorySegment place(MemorySegment memory, long bytes, int round) {
        long last = memory.byteSize() - bytes;
        return memory.asSlice((last / PLACES * (round % PLACES + 1)) & -LINE, bytes);
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
