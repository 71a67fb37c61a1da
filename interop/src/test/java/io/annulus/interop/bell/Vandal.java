// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.bell;

import io.annulus.ivshmem.doorbell.Doorbells;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Somebody in a guest who can write to all of the memory, and does: nonsense, near truths, and words from elsewhere; and who rings
 * everyone on everything.
 *
 * @param own whose doorbells
 * @param memory all of it
 * @param random of what it does
 */
record Vandal(Doorbells own, MemorySegment memory, SplittableRandom random) {
    private static final int WRITES_A_TURN = 200;
    private static final int RINGS_A_TURN = 4;
    private static final int PEERS = 6;
    private static final int VECTORS = 5;
    private static final int SMALL = 1024;

    /** Returns what it has done. */
    String rage(Duration time) {
        long words = memory.byteSize() / Long.BYTES;
        long written = 0;
        long rung = 0;
        for (long start = System.nanoTime(); System.nanoTime() - start < time.toNanos(); ) {
            // Mostly in one place for a turn: a ring's indices are hit often, and the region's first words, too.
            long around = random.nextInt(3) == 0 ? 0 : random.nextLong(words);
            for (int i = 0; i < WRITES_A_TURN; i++) {
                long word = random.nextInt(4) == 0 ? random.nextLong(words) : (around + random.nextInt(SMALL)) % words;
                memory.setAtIndex(ValueLayout.JAVA_LONG, word, value(word, words));
                written++;
            }
            for (int i = 0; i < RINGS_A_TURN; i++) {
                boolean far = random.nextInt(8) == 0;
                own.ring(far ? random.nextInt(1 << 16) : random.nextInt(PEERS), random.nextInt(far ? 256 : VECTORS));
                rung++;
            }
        }
        return "wrote " + written + " words, rang " + rung + " times";
    }

    private long value(long word, long words) {
        long old = memory.getAtIndex(ValueLayout.JAVA_LONG, word);
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> old + random.nextInt(-SMALL, SMALL);
            case 3 -> old ^ 1L << random.nextInt(Long.SIZE);
            case 4 -> memory.getAtIndex(ValueLayout.JAVA_LONG, random.nextLong(words));
            case 5 -> random.nextInt(SMALL);
            case 6 -> random.nextLong(memory.byteSize());
            default -> random.nextLong();
        };
    }
}
