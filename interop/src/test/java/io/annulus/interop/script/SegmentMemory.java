// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.script;

import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Reservation;
import java.lang.foreign.MemorySegment;

/** In a segment, from an offset on that need not be aligned. */
record SegmentMemory(MemorySegment memory, long offset, int count, int elementSize) implements UserMemory {

    static SegmentMemory in(MemorySegment memory, long offset, int count, int elementSize) {
        MemorySegment exactly = memory.asSlice(0, offset + (count + 1L) * elementSize);
        exactly.fill(RUBBISH);
        return new SegmentMemory(exactly, offset, count, elementSize);
    }

    @Override
    public MemorySegment elements() {
        return memory.asSlice(offset);
    }

    @Override
    public int enqueueBulk(Producer producer) {
        return producer.enqueueBulk(memory, offset, count);
    }

    @Override
    public int enqueueBurst(Producer producer) {
        return producer.enqueueBurst(memory, offset, count);
    }

    @Override
    public int enqueueOne(Producer producer) {
        return producer.enqueue(memory, offset) ? 1 : 0;
    }

    @Override
    public int dequeueBulk(Consumer consumer) {
        return consumer.dequeueBulk(memory, offset, count);
    }

    @Override
    public int dequeueBurst(Consumer consumer) {
        return consumer.dequeueBurst(memory, offset, count);
    }

    @Override
    public int dequeueOne(Consumer consumer) {
        return consumer.dequeue(memory, offset) ? 1 : 0;
    }

    @Override
    public void putInto(Reservation reservation) {
        reservation.put(0, memory, offset, count);
    }

    @Override
    public void getFrom(Reservation reservation) {
        reservation.get(0, memory, offset, reservation.count());
    }
}
