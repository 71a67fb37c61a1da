// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Elements of any size with a value in every 32-bit word, so that a torn or shifted one shows. */
final class Elements {
    private static final int MISALIGNMENT = 1;

    private final int elementSize;
    private final MemorySegment memory;

    Elements(int elementSize, int count) {
        this.elementSize = elementSize;
        this.memory = Arena.ofAuto().allocate((long) elementSize * count + MISALIGNMENT);
    }

    static Elements numbered(int elementSize, int first, int count) {
        Elements elements = new Elements(elementSize, count);
        for (int i = 0; i < count; i++) {
            for (int word = 0; word < elementSize / 4; word++) {
                elements.memory.set(ValueLayout.JAVA_INT_UNALIGNED, elements.word(i, word), mix(first + i, word));
            }
        }
        return elements;
    }

    MemorySegment memory() {
        return memory;
    }

    /** Byte offset of an element: deliberately not aligned to anything. */
    long at(int index) {
        return MISALIGNMENT + (long) index * elementSize;
    }

    void assertNumbered(int from, int first, int count) {
        for (int i = 0; i < count; i++) {
            for (int word = 0; word < elementSize / 4; word++) {
                assertThat(memory.get(ValueLayout.JAVA_INT_UNALIGNED, word(from + i, word)))
                        .as("word %d of element %d", word, from + i)
                        .isEqualTo(mix(first + i, word));
            }
        }
    }

    /** The first so many bytes are those of the other; behind them is nothing but zeros. */
    void assertStartsLike(Elements other, long bytes) {
        assertThat(other.memory.asSlice(MISALIGNMENT, bytes).mismatch(memory.asSlice(MISALIGNMENT, bytes)))
                .as("first byte that differs")
                .isEqualTo(-1);
        MemorySegment behind = memory.asSlice(MISALIGNMENT + bytes);
        assertThat(behind.mismatch(MemorySegment.ofArray(new byte[(int) behind.byteSize()])))
                .as("first byte written behind them")
                .isEqualTo(-1);
    }

    private long word(int index, int word) {
        return at(index) + 4L * word;
    }

    private static int mix(int number, int word) {
        return number * 0x9e3779b9 + word;
    }
}
