// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import io.annulus.memory.Probe;
import java.util.Arrays;
import java.util.Objects;

/**
 * The slots of an object ring. A position is masked here and nowhere else. A model checker sees accesses to one slot by
 * itself, but not what the JDK does when it copies or fills, and would switch threads at none of them: the probe stands there.
 */
final class Slots {
    private static final String SEVERAL = "access to several slots";

    private final Object[] slots;
    private final int mask;

    Slots(int size) {
        this.slots = new Object[size];
        this.mask = size - 1;
    }

    static void requireElements(Object[] values, int from, int count) {
        Objects.checkFromIndexSize(from, count, values.length);
        for (int i = from; i < from + count; i++) {
            if (values[i] == null) {
                throw new NullPointerException("element " + i + " is null, which stands for an empty ring");
            }
        }
    }

    Object get(int position) {
        return slots[position & mask];
    }

    void put(int position, Object element) {
        slots[position & mask] = element;
    }

    void put(int position, Object[] values, int from, int count) {
        Probe.step(SEVERAL);
        int first = untilEnd(position, count);
        System.arraycopy(values, from, slots, position & mask, first);
        System.arraycopy(values, from + first, slots, 0, count - first);
    }

    /** Throws {@link ArrayStoreException} if the array is of another type than the elements. */
    void get(int position, Object[] values, int from, int count) {
        Probe.step(SEVERAL);
        int first = untilEnd(position, count);
        System.arraycopy(slots, position & mask, values, from, first);
        System.arraycopy(slots, 0, values, from + first, count - first);
    }

    void clear(int position, int count) {
        Probe.step(SEVERAL);
        int first = untilEnd(position, count);
        int slot = position & mask;
        Arrays.fill(slots, slot, slot + first, null);
        Arrays.fill(slots, 0, count - first, null);
    }

    private int untilEnd(int position, int count) {
        return Math.min(count, mask + 1 - (position & mask));
    }
}
