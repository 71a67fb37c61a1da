// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import java.util.List;
import org.jetbrains.lincheck.datastructures.LongGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/** At any time one thread enqueues and one dequeues. */
@Param(name = "value", gen = LongGen.class, conf = "1:1000")
@Param(name = "thread", gen = ThreadIdGen.class)
public abstract class LonelySides implements RingOperations {
    private final RingOperations ring;

    protected LonelySides(RingOperations ring) {
        this.ring = ring;
    }

    @Override
    @Operation(
            params = {"value", "thread"},
            nonParallelGroup = "producer")
    public boolean enqueue(long value, int thread) {
        return ring.enqueue(value, thread);
    }

    @Override
    @Operation(
            params = {"value", "thread"},
            nonParallelGroup = "producer")
    public int enqueueBulk(long value, int thread) {
        return ring.enqueueBulk(value, thread);
    }

    @Override
    @Operation(
            params = {"value", "thread"},
            nonParallelGroup = "producer")
    public int enqueueBurst(long value, int thread) {
        return ring.enqueueBurst(value, thread);
    }

    @Override
    @Operation(params = "thread", nonParallelGroup = "consumer")
    public List<Long> dequeue(int thread) {
        return ring.dequeue(thread);
    }

    @Override
    @Operation(params = "thread", nonParallelGroup = "consumer")
    public List<Long> dequeueBulk(int thread) {
        return ring.dequeueBulk(thread);
    }

    @Override
    @Operation(params = "thread", nonParallelGroup = "consumer")
    public List<Long> dequeueBurst(int thread) {
        return ring.dequeueBurst(thread);
    }
}
