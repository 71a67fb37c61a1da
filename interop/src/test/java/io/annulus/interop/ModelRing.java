// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** What any sequence of whole operations on a ring must come to. */
final class ModelRing implements RingUser {
    private final Queue<Long> values = new ArrayDeque<>();
    private final int capacity;
    private final long valueMask;
    private int produced;
    private int consumed;

    ModelRing(int capacity, int elementSize, int start) {
        this.capacity = capacity;
        this.valueMask = elementSize == Integer.BYTES ? 0xffff_ffffL : -1;
        this.produced = start;
        this.consumed = start;
    }

    @Override
    public Sent enqueue(Way way, int count, long seed) {
        int moved = moved(way, count, capacity - values.size());
        for (int k = 0; k < moved; k++) {
            values.add((seed + k) & valueMask);
        }
        produced += moved;
        return new Sent(moved, capacity - values.size());
    }

    @Override
    public Received dequeue(Way way, int count) {
        int moved = moved(way, count, values.size());
        List<Long> taken = new ArrayList<>();
        for (int k = 0; k < moved; k++) {
            taken.add(values.remove());
        }
        consumed += moved;
        return new Received(taken, values.size());
    }

    private static int moved(Way way, int count, int room) {
        return switch (way) {
            case BULK -> count <= room ? count : 0;
            case BURST -> Math.min(count, room);
        };
    }

    @Override
    public Standing standing() {
        return new Standing(produced, produced, consumed, consumed, values.size(), capacity - values.size());
    }
}
