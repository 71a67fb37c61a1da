// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * The slots of a ring. A position is masked here and nowhere else, and the segment is exactly the table: whatever indices
 * say, no access leaves it.
 *
 * <p>All checks stand in the {@code require} methods, which a role calls before it moves anything; the copies themselves
 * cannot fail then, unless the caller's own memory is taken from under them (closed by another thread, or a mapped file
 * shortened), nor load or link anything: every copy has been made once before ({@link #rehearse}).
 */
final class Table {
    private static volatile boolean rehearsed;

    private final MemorySegment slots;
    private final int mask;
    private final int elementSize;

    Table(MemorySegment slots, int size, int elementSize) {
        this.slots = slots;
        this.mask = size - 1;
        this.elementSize = elementSize;
    }

    void requireElementSize(int bytes) {
        if (bytes != elementSize) {
            throw new AnnulusException(
                    Reason.ELEMENT_SIZE,
                    "expected elements of " + bytes + " bytes for this call, found a ring of " + elementSize,
                    "Use the methods for that size (of 8 bytes: long, such as 1L rather than 1; of 4: int), or those that"
                            + " take a MemorySegment");
        }
    }

    /** The caller's memory must have room for the elements and stay ours to use. */
    void requireReadable(MemorySegment memory, long offset, int count) {
        if (!memory.scope().isAlive() || !memory.isAccessibleBy(Thread.currentThread())) {
            throw new IllegalArgumentException("this thread cannot access the given memory, or it was closed");
        }
        if (count < 0) {
            throw new IllegalArgumentException("number of elements: expected 0 or more, found " + count);
        }
        Objects.checkFromIndexSize(offset, (long) count * elementSize, memory.byteSize());
    }

    void requireWritable(MemorySegment memory, long offset, int count) {
        if (memory.isReadOnly()) {
            throw new IllegalArgumentException("the given memory is read-only");
        }
        requireReadable(memory, offset, count);
    }

    /** Makes every copy once, short and long, so that nothing is left to link in the middle of an operation. */
    static void rehearse() {
        if (rehearsed) {
            return;
        }
        int size = 16;
        int count = size - 1;
        MemorySegment memory = Arena.ofAuto().allocate((long) size * Long.BYTES, Long.BYTES);
        Table longs = new Table(memory, size, Long.BYTES);
        Table ints = new Table(memory, size, Integer.BYTES);
        for (int number = 1; number <= count; number += count - 1) {
            longs.put(1, new long[number], 0, number);
            longs.get(1, new long[number], 0, number);
            ints.put(1, new int[number], 0, number);
            ints.get(1, new int[number], 0, number);
            MemorySegment inside = MemorySegment.ofArray(new byte[number * Long.BYTES]);
            MemorySegment outside = Arena.ofAuto().allocate((long) number * Long.BYTES);
            longs.put(1, inside, 0, number);
            longs.get(1, inside, 0, number);
            longs.put(1, outside, 0, number);
            longs.get(1, outside, 0, number);
        }
        longs.put(0, longs.getLong(0));
        ints.put(0, ints.getInt(0));
        rehearsed = true;
    }

    /** The same, for looking at only. */
    Table asReadOnly() {
        return new Table(slots.asReadOnly(), mask + 1, elementSize);
    }

    void requireWritable() {
        if (slots.isReadOnly()) {
            throw new UnsupportedOperationException("a consumer's reservation is for reading only");
        }
    }

    /** Of {@code count} elements from a position on, those in front of the table's end. */
    int untilEnd(int position, int count) {
        return Math.min(count, mask + 1 - (position & mask));
    }

    /** The memory of elements that do not go beyond the table's end. */
    MemorySegment slice(int position, int count) {
        return slots.asSlice((long) (position & mask) * elementSize, (long) count * elementSize);
    }

    void put(int position, long value) {
        Words.storeLongElement(slots, (long) (position & mask) << 3, value);
    }

    long getLong(int position) {
        return Words.loadLongElement(slots, (long) (position & mask) << 3);
    }

    void put(int position, int value) {
        Words.storeIntElement(slots, (long) (position & mask) << 2, value);
    }

    int getInt(int position) {
        return Words.loadIntElement(slots, (long) (position & mask) << 2);
    }

    void put(int position, long[] values, int from, int count) {
        int slot = position & mask;
        int first = untilEnd(position, count);
        Words.storeLongElements(slots, (long) slot << 3, values, from, first);
        if (first < count) {
            Words.storeLongElements(slots, 0, values, from + first, count - first);
        }
    }

    void get(int position, long[] values, int from, int count) {
        int slot = position & mask;
        int first = untilEnd(position, count);
        Words.loadLongElements(slots, (long) slot << 3, values, from, first);
        if (first < count) {
            Words.loadLongElements(slots, 0, values, from + first, count - first);
        }
    }

    void put(int position, int[] values, int from, int count) {
        int slot = position & mask;
        int first = untilEnd(position, count);
        Words.storeIntElements(slots, (long) slot << 2, values, from, first);
        if (first < count) {
            Words.storeIntElements(slots, 0, values, from + first, count - first);
        }
    }

    void get(int position, int[] values, int from, int count) {
        int slot = position & mask;
        int first = untilEnd(position, count);
        Words.loadIntElements(slots, (long) slot << 2, values, from, first);
        if (first < count) {
            Words.loadIntElements(slots, 0, values, from + first, count - first);
        }
    }

    void put(int position, MemorySegment elements, long offset, int count) {
        int slot = position & mask;
        long first = (long) untilEnd(position, count) * elementSize;
        long bytes = (long) count * elementSize;
        Words.storeBytes(slots, (long) slot * elementSize, elements, offset, first);
        if (first < bytes) {
            Words.storeBytes(slots, 0, elements, offset + first, bytes - first);
        }
    }

    void get(int position, MemorySegment elements, long offset, int count) {
        int slot = position & mask;
        long first = (long) untilEnd(position, count) * elementSize;
        long bytes = (long) count * elementSize;
        Words.loadBytes(slots, (long) slot * elementSize, elements, offset, first);
        if (first < bytes) {
            Words.loadBytes(slots, 0, elements, offset + first, bytes - first);
        }
    }
}
