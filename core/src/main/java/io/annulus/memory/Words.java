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
    // So few are stored one by one: a loop tests for each what the copy stub tests once (docs/decisions/010).
    private static final int FEW = 3;

    private Words() {}

    /**
     * Plain: for a word that no correct program writes to meanwhile. A compiler may load it again, so whoever uses it must be safe
     * with any value at each use.
     */
    public static int loadInt(MemorySegment memory, long offset) {
        Probe.before(memory, offset);
        return (int) INT.get(memory, offset);
    }

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
        if (count > FEW) {
            MemorySegment.copy(source, from, memory, LONG_ELEMENT, offset, count);
            return;
        }
        if (count > 0) {
            memory.set(LONG_ELEMENT, offset, source[from]);
        }
        if (count > 1) {
            memory.set(LONG_ELEMENT, offset + Long.BYTES, source[from + 1]);
        }
        if (count > 2) {
            memory.set(LONG_ELEMENT, offset + 2 * Long.BYTES, source[from + 2]);
        }
    }

    public static void loadLongElements(MemorySegment memory, long offset, long[] target, int from, int count) {
        Probe.before(memory, offset);
        if (count > FEW) {
            MemorySegment.copy(memory, LONG_ELEMENT, offset, target, from, count);
            return;
        }
        if (count > 0) {
            target[from] = memory.get(LONG_ELEMENT, offset);
        }
        if (count > 1) {
            target[from + 1] = memory.get(LONG_ELEMENT, offset + Long.BYTES);
        }
        if (count > 2) {
            target[from + 2] = memory.get(LONG_ELEMENT, offset + 2 * Long.BYTES);
        }
    }

    public static void storeIntElements(MemorySegment memory, long offset, int[] source, int from, int count) {
        Probe.before(memory, offset);
        if (count > FEW) {
            MemorySegment.copy(source, from, memory, INT_ELEMENT, offset, count);
            return;
        }
        if (count > 0) {
            memory.set(INT_ELEMENT, offset, source[from]);
        }
        if (count > 1) {
            memory.set(INT_ELEMENT, offset + Integer.BYTES, source[from + 1]);
        }
        if (count > 2) {
            memory.set(INT_ELEMENT, offset + 2 * Integer.BYTES, source[from + 2]);
        }
    }

    public static void loadIntElements(MemorySegment memory, long offset, int[] target, int from, int count) {
        Probe.before(memory, offset);
        if (count > FEW) {
            MemorySegment.copy(memory, INT_ELEMENT, offset, target, from, count);
            return;
        }
        if (count > 0) {
            target[from] = memory.get(INT_ELEMENT, offset);
        }
        if (count > 1) {
            target[from + 1] = memory.get(INT_ELEMENT, offset + Integer.BYTES);
        }
        if (count > 2) {
            target[from + 2] = memory.get(INT_ELEMENT, offset + 2 * Integer.BYTES);
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
