// SPDX-License-Identifier: Apache-2.0
package io.annulus.stress;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Objects of a cache line each, all words of which hold the same number: nobody's, or that of the worker who has the object.
 * Accesses are plain: it is the ring that must order them. Elements of the ring are the objects' numbers.
 */
final class CacheLines {
    static final int NOBODY = -1;

    private static final int WORDS = 16;

    private final MemorySegment memory;

    CacheLines(int count) {
        memory = Arena.ofAuto().allocate((long) count * WORDS * Integer.BYTES, WORDS * Integer.BYTES);
        memory.fill((byte) NOBODY);
    }

    void stamp(long[] objects, int count, int owner) {
        for (int i = 0; i < count; i++) {
            for (int word = 0; word < WORDS; word++) {
                memory.setAtIndex(JAVA_INT, objects[i] * WORDS + word, owner);
            }
        }
    }

    void require(long[] objects, int count, int owner) {
        for (int i = 0; i < count; i++) {
            for (int word = 0; word < WORDS; word++) {
                int found = memory.getAtIndex(JAVA_INT, objects[i] * WORDS + word);
                if (found != owner) {
                    throw new AssertionError(
                            "word %d of object %d: expected %d, found %d".formatted(word, objects[i], owner, found));
                }
            }
        }
    }
}
