// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Elements of one size that stand for numbers, filled as {@code element.h} fills them: the number's low and high word, then
 * the low word of number + j in each further word j. Any word that is lost, doubled or out of place shows.
 */
public final class Elements {
    private static final ValueLayout.OfInt WORD = ValueLayout.JAVA_INT_UNALIGNED;

    private final int words;

    public Elements(int elementSize) {
        this.words = elementSize / Integer.BYTES;
    }

    MemorySegment none(int count) {
        return MemorySegment.ofArray(new byte[count * words * Integer.BYTES]);
    }

    public MemorySegment from(long seed, int count) {
        MemorySegment memory = none(count);
        fill(memory, seed, count);
        return memory;
    }

    /** Elements for {@code seed}, {@code seed + 1}, and so on, at the start of a memory that need not be aligned. */
    public void fill(MemorySegment memory, long seed, int count) {
        for (int k = 0; k < count; k++) {
            for (int j = 0; j < words; j++) {
                memory.setAtIndex(WORD, (long) k * words + j, word(seed + k, j));
            }
        }
    }

    /** The number that element {@code k} stands for, all of whose words are checked. */
    public long value(MemorySegment memory, int k) {
        long first = (long) k * words;
        long value = memory.getAtIndex(WORD, first) & 0xffff_ffffL;
        if (words > 1) {
            value |= (long) memory.getAtIndex(WORD, first + 1) << 32;
        }
        for (int j = 2; j < words; j++) {
            assertThat(memory.getAtIndex(WORD, first + j)).as("word %s", j).isEqualTo(word(value, j));
        }
        return value;
    }

    private static int word(long value, int j) {
        return switch (j) {
            case 0 -> (int) value;
            case 1 -> (int) (value >>> 32);
            default -> (int) (value + j);
        };
    }
}
