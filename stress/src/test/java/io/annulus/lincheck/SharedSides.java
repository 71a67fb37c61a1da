// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import java.util.List;
import org.jetbrains.lincheck.datastructures.LongGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/** Any thread enqueues, any thread dequeues, each with roles of its own. */
@Param(name = "value", gen = LongGen.class, conf = "1:1000")
@Param(name = "thread", gen = ThreadIdGen.class)
public abstract class SharedSides implements RingOperations {
    private final RingOperations ring;

    protected SharedSides(RingOperations ring) {
        this.ring = ring;
    }

    @Override
    @Operation(params = {"value", "thread"})
    public boolean enqueue(long value, int thread) {
        return ring.enqueue(value, thread);
    }

    @Override
    @Operation(params = {"value", "thread"})
    public int enqueueBulk(long value, int thread) {
        return ring.enqueueBulk(value, thread);
    }

    @Override
    @Operation(params = {"value", "thread"})
    public int enqueueBurst(long value, int thread) {
        return ring.enqueueBurst(value, thread);
    }

    @Override
    @Operation(params = "thread")
    public List<Long> dequeue(int thread) {
        return ring.dequeue(thread);
    }

    @Override
    @Operation(params = "thread")
    public List<Long> dequeueBulk(int thread) {
        return ring.dequeueBulk(thread);
    }

    @Override
    @Operation(params = "thread")
    public List<Long> dequeueBurst(int thread) {
        return ring.dequeueBurst(thread);
    }
}
