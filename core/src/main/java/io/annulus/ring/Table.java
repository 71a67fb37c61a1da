// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Where the slots of a ring are. A position is masked here and nowhere else: whatever indices say, no access leaves the table.
 * The memory is a parameter, as in {@link io.annulus.sync.Dispatch}.
 *
 * <p>All checks stand in the {@code require} methods, which a role calls before it moves anything; the copies themselves
 * cannot fail then, unless the caller's own memory is taken from under them (closed by another thread, or a mapped file
 * shortened), nor load or link anything: every copy has been made once before ({@link MoverCode#rehearse}).
 *
 * @param start offset of the first slot in the memory with the ring in it
 * @param mask number of slots less 1
 * @param elementSize bytes of one
 */
record Table(long start, int mask, int elementSize) {

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

    /** Of {@code count} elements from a position on, those in front of the table's end. */
    int untilEnd(int position, int count) {
        return Math.min(count, mask + 1 - (position & mask));
    }

    /** The memory of elements that do not go beyond the table's end. */
    MemorySegment slice(MemorySegment memory, int position, int count) {
        return memory.asSlice(slot(position), (long) count * elementSize);
    }

    private long slot(int position) {
        return start + (long) (position & mask) * elementSize;
    }

    private long longSlot(int position) {
        return start + ((long) (position & mask) << 3);
    }

    private long intSlot(int position) {
        return start + ((long) (position & mask) << 2);
    }

    void put(MemorySegment memory, int position, long value) {
        Words.storeLongElement(memory, longSlot(position), value);
    }

    long getLong(MemorySegment memory, int position) {
        return Words.loadLongElement(memory, longSlot(position));
    }

    void put(MemorySegment memory, int position, int value) {
        Words.storeIntElement(memory, intSlot(position), value);
    }

    int getInt(MemorySegment memory, int position) {
        return Words.loadIntElement(memory, intSlot(position));
    }

    void put(MemorySegment memory, int position, long[] values, int from, int count) {
        int first = untilEnd(position, count);
        Words.storeLongElements(memory, longSlot(position), values, from, first);
        if (first < count) {
            Words.storeLongElements(memory, start, values, from + first, count - first);
        }
    }

    void get(MemorySegment memory, int position, long[] values, int from, int count) {
        int first = untilEnd(position, count);
        Words.loadLongElements(memory, longSlot(position), values, from, first);
        if (first < count) {
            Words.loadLongElements(memory, start, values, from + first, count - first);
        }
    }

    void put(MemorySegment memory, int position, int[] values, int from, int count) {
        int first = untilEnd(position, count);
        Words.storeIntElements(memory, intSlot(position), values, from, first);
        if (first < count) {
            Words.storeIntElements(memory, start, values, from + first, count - first);
        }
    }

    void get(MemorySegment memory, int position, int[] values, int from, int count) {
        int first = untilEnd(position, count);
        Words.loadIntElements(memory, intSlot(position), values, from, first);
        if (first < count) {
            Words.loadIntElements(memory, start, values, from + first, count - first);
        }
    }

    void put(MemorySegment memory, int position, MemorySegment elements, long offset, int count) {
        long first = (long) untilEnd(position, count) * elementSize;
        long bytes = (long) count * elementSize;
        Words.storeBytes(memory, slot(position), elements, offset, first);
        if (first < bytes) {
            Words.storeBytes(memory, start, elements, offset + first, bytes - first);
        }
    }

    void get(MemorySegment memory, int position, MemorySegment elements, long offset, int count) {
        long first = (long) untilEnd(position, count) * elementSize;
        long bytes = (long) count * elementSize;
        Words.loadBytes(memory, slot(position), elements, offset, first);
        if (first < bytes) {
            Words.loadBytes(memory, start, elements, offset + first, bytes - first);
        }
    }
}
