// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;

/** Sides on which elements can be reserved, too. Each operation here is a whole reservation, from its beginning to its end. */
public abstract class HoldableSides extends SharedSides {
    protected HoldableSides(RingOperations ring) {
        super(ring);
    }

    @Operation(params = {"thread", "value"})
    public int enqueueInPlace(int thread, long value) {
        return fill(thread, 1, value, 2);
    }

    @Operation(params = {"thread", "value"})
    public int enqueueFirst(int thread, long value) {
        return fill(thread, 2, value, 1);
    }

    @Operation(params = {"thread", "value"})
    public int enqueueNone(int thread, long value) {
        return fill(thread, 1, value, 0);
    }

    @Operation(params = "thread")
    public List<Long> dequeueInPlace(int thread) {
        return look(thread, 1, new long[2], 2);
    }

    @Operation(params = "thread")
    public List<Long> dequeueFirst(int thread) {
        return look(thread, 2, new long[2], 1);
    }

    @Operation(params = "thread")
    public List<Long> peek(int thread) {
        return look(thread, 1, new long[1], 0);
    }

    private int fill(int thread, int least, long value, int kept) {
        synchronized (ring.producer(thread)) {
            return ring.fill(thread, least, new long[] {value, value + 1}, kept);
        }
    }

    private List<Long> look(int thread, int least, long[] values, int kept) {
        synchronized (ring.consumer(thread)) {
            return first(ring.look(thread, least, values, kept), values);
        }
    }
}
