// SPDX-License-Identifier: Apache-2.0
package io.annulus.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Every access to shared memory there is. Offsets are in bytes from the start of the segment; those of control words must
 * be aligned to the word, those of elements need not be. See the package description for the memory orders.
 */
public final class Words {
    private static final VarHandle INT =
            JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
    private static final VarHandle LONG =
            JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
    // Elements are what C would store: native order, and no alignment test for each of them.
    private static final ValueLayout.OfInt INT_ELEMENT = JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG_ELEMENT = JAVA_LONG_UNALIGNED;
    // Up to here a plain loop beats the call into the copy stub (docs/decisions/001).
    private static final int SHORT_COPY = 4;

    private Words() {}

    public static int loadOpaqueInt(MemorySegment memory, long offset) {
        Probe.before(memory, offset);
        return (int) INT.getOpaque(memory, offset);
    }

    public static int loadAcquireInt(MemorySegment memory, long offset) {
        Probe.before(memory, offset);
        return (int) INT.getAcquire(memory, offset);
    }

    public static void storeOpaqueInt(MemorySegment memory, long offset, int value) {
        Probe.before(memory, offset);
        INT.setOpaque(memory, offset, value);
    }

    public static void storeReleaseInt(MemorySegment memory, long offset, int value) {
        Probe.before(memory, offset);
        INT.setRelease(memory, offset, value);
    }

    public static boolean compareAndSetInt(MemorySegment memory, long offset, int expected, int value) {
        Probe.before(memory, offset);
        return INT.compareAndSet(memory, offset, expected, value);
    }

    public static long loadOpaqueLong(MemorySegment memory, long offset) {
        Probe.before(memory, offset);
        return (long) LONG.getOpaque(memory, offset);
    }

    public static long loadAcquireLong(MemorySegment memory, long offset) {
        Probe.before(memory, offset);
        return (long) LONG.getAcquire(memory, offset);
    }

    public static void storeOpaqueLong(MemorySegment memory, long offset, long value) {
        Probe.before(memory, offset);
        LONG.setOpaque(memory, offset, value);
    }

    public static void storeReleaseLong(MemorySegment memory, long offset, long value) {
        Probe.before(memory, offset);
        LONG.setRelease(memory, offset, value);
    }

    public static boolean compareAndSetLong(MemorySegment memory, long offset, long expected, long value) {
        Probe.before(memory, offset);
        return LONG.compareAndSet(memory, offset, expected, value);
    }

    public static long getAndAddLong(MemorySegment memory, long offset, long delta) {
        Probe.before(memory, offset);
        return (long) LONG.getAndAdd(memory, offset, delta);
    }

    /** Orders everything before it before everything after it, stores before loads included. */
    public static void fullFence() {
        VarHandle.fullFence();
    }

    /** Orders loads before it before everything after it. */
    public static void loadFence() {
        VarHandle.acquireFence();
    }

    /** Orders stores before it before stores after it. */
    public static void storeFence() {
        VarHandle.storeStoreFence();
    }

    public static int loadIntElement(MemorySegment memory, long offset) {
        Probe.before(memory, offset);
        return memory.get(INT_ELEMENT, offset);
    }

    public static void storeIntElement(MemorySegment memory, long offset, int value) {
        Probe.before(memory, offset);
        memory.set(INT_ELEMENT, offset, value);
    }

    public static long loadLongElement(MemorySegment memory, long offset) {
        Probe.before(memory, offset);
        return memory.get(LONG_ELEMENT, offset);
    }

    public static void storeLongElement(MemorySegment memory, long offset, long value) {
        Probe.before(memory, offset);
        memory.set(LONG_ELEMENT, offset, value);
    }

    public static void storeLongElements(MemorySegment memory, long offset, long[] source, int from, int count) {
        Probe.before(memory, offset);
        if (count <= SHORT_COPY) {
            for (int i = 0; i < count; i++) {
                memory.set(LONG_ELEMENT, offset + ((long) i << 3), source[from + i]);
            }
        } else {
            MemorySegment.copy(source, from, memory, LONG_ELEMENT, offset, count);
        }
    }

    public static void loadLongElements(MemorySegment memory, long offset, long[] target, int from, int count) {
        Probe.before(memory, offset);
        if (count <= SHORT_COPY) {
            for (int i = 0; i < count; i++) {
                target[from + i] = memory.get(LONG_ELEMENT, offset + ((long) i << 3));
            }
        } else {
            MemorySegment.copy(memory, LONG_ELEMENT, offset, target, from, count);
        }
    }

    public static void storeIntElements(MemorySegment memory, long offset, int[] source, int from, int count) {
        Probe.before(memory, offset);
        if (count <= SHORT_COPY) {
            for (int i = 0; i < count; i++) {
                memory.set(INT_ELEMENT, offset + ((long) i << 2), source[from + i]);
            }
        } else {
            MemorySegment.copy(source, from, memory, INT_ELEMENT, offset, count);
        }
    }

    public static void loadIntElements(MemorySegment memory, long offset, int[] target, int from, int count) {
        Probe.before(memory, offset);
        if (count <= SHORT_COPY) {
            for (int i = 0; i < count; i++) {
                target[from + i] = memory.get(INT_ELEMENT, offset + ((long) i << 2));
            }
        } else {
            MemorySegment.copy(memory, INT_ELEMENT, offset, target, from, count);
        }
    }

    public static void storeBytes(
            MemorySegment memory, long offset, MemorySegment source, long sourceOffset, long bytes) {
        Probe.before(memory, offset);
        MemorySegment.copy(source, sourceOffset, memory, offset, bytes);
    }

    public static void loadBytes(
            MemorySegment memory, long offset, MemorySegment target, long targetOffset, long bytes) {
        Probe.before(memory, offset);
        MemorySegment.copy(memory, offset, target, targetOffset, bytes);
    }

    public static void storeBytes(MemorySegment memory, long offset, byte[] source) {
        Probe.before(memory, offset);
        MemorySegment.copy(source, 0, memory, JAVA_BYTE, offset, source.length);
    }

    public static byte[] loadBytes(MemorySegment memory, long offset, int bytes) {
        Probe.before(memory, offset);
        byte[] copy = new byte[bytes];
        MemorySegment.copy(memory, JAVA_BYTE, offset, copy, 0, bytes);
        return copy;
    }

    public static void zero(MemorySegment memory, long offset, long bytes) {
        Probe.before(memory, offset);
        memory.asSlice(offset, bytes).fill((byte) 0);
    }
}
