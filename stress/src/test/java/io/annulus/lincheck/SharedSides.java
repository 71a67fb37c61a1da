// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import java.util.List;
import org.jetbrains.lincheck.datastructures.LongGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * Any thread enqueues, any thread dequeues, each with roles of its own. The role of a SINGLE side goes from one to the
 * next: whoever uses it holds its lock, which on other sides nobody else wants. Elements of one call follow each other, so
 * that a bulk torn apart is seen. What the operations mean is said in {@link Manner}.
 */
@Param(name = "value", gen = LongGen.class, conf = "1:1000")
@Param(name = "thread", gen = ThreadIdGen.class)
public abstract class SharedSides {
    final RingOperations ring;

    protected SharedSides(RingOperations ring) {
        this.ring = ring;
    }

    @Operation(params = {"thread", "value"})
    public int enqueue(int thread, long value) {
        synchronized (ring.producer(thread)) {
            return ring.enqueue(thread, value) ? 1 : 0;
        }
    }

    @Operation(params = {"thread", "value"})
    public int enqueueBulk(int thread, long value) {
        synchronized (ring.producer(thread)) {
            return ring.enqueue(thread, 2, new long[] {value, value + 1});
        }
    }

    @Operation(params = {"thread", "value"})
    public int enqueueBurst(int thread, long value) {
        synchronized (ring.producer(thread)) {
            return ring.enqueue(thread, 1, new long[] {value, value + 1});
        }
    }

    @Operation(params = "thread")
    public List<Long> dequeue(int thread) {
        synchronized (ring.consumer(thread)) {
            long value = ring.dequeue(thread);
            return value == RingOperations.NONE ? List.of() : List.of(value);
        }
    }

    @Operation(params = "thread")
    public List<Long> dequeueBulk(int thread) {
        synchronized (ring.consumer(thread)) {
            long[] values = new long[2];
            return first(ring.dequeue(thread, 2, values), values);
        }
    }

    @Operation(params = "thread")
    public List<Long> dequeueBurst(int thread) {
        synchronized (ring.consumer(thread)) {
            long[] values = new long[2];
            return first(ring.dequeue(thread, 1, values), values);
        }
    }

    @Validate
    public void isTidy() {
        ring.requireTidy();
    }

    static List<Long> first(int count, long[] values) {
        return switch (count) {
            case 0 -> List.of();
            case 1 -> List.of(values[0]);
            default -> List.of(values[0], values[1]);
        };
    }
}
