// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import java.lang.foreign.MemorySegment;

/** Elements of any size, moved from and to memory that is not aligned to anything. */
final class SegmentCargo implements Cargo {
    private final int elementSize;
    private final Elements sent;
    private final Elements arrived;

    SegmentCargo(int elementSize, int most) {
        this.elementSize = elementSize;
        this.sent = Elements.numbered(elementSize, 1, most);
        this.arrived = new Elements(elementSize, most);
    }

    @Override
    public boolean enqueueOne(Producer producer, int at) {
        return producer.enqueue(sent.memory(), sent.at(at));
    }

    @Override
    public int enqueueBulk(Producer producer, int from, int count) {
        return producer.enqueueBulk(sent.memory(), sent.at(from), count);
    }

    @Override
    public int enqueueBurst(Producer producer, int from, int count) {
        return producer.enqueueBurst(sent.memory(), sent.at(from), count);
    }

    @Override
    public void fill(Reservation room, int from) {
        if (room.count() != 0) {
            MemorySegment.copy(
                    sent.memory(), sent.at(from), room.first(), 0, room.first().byteSize());
            MemorySegment.copy(
                    sent.memory(),
                    sent.at(from + room.firstCount()),
                    room.second(),
                    0,
                    room.second().byteSize());
        }
    }

    @Override
    public boolean dequeueOne(Consumer consumer, int at) {
        return consumer.dequeue(arrived.memory(), arrived.at(at));
    }

    @Override
    public int dequeueBulk(Consumer consumer, int from, int count) {
        return consumer.dequeueBulk(arrived.memory(), arrived.at(from), count);
    }

    @Override
    public int dequeueBurst(Consumer consumer, int from, int count) {
        return consumer.dequeueBurst(arrived.memory(), arrived.at(from), count);
    }

    @Override
    public void copyOut(Reservation next, int from) {
        if (next.count() != 0) {
            MemorySegment.copy(
                    next.first(),
                    0,
                    arrived.memory(),
                    arrived.at(from),
                    next.first().byteSize());
            MemorySegment.copy(
                    next.second(),
                    0,
                    arrived.memory(),
                    arrived.at(from + next.firstCount()),
                    next.second().byteSize());
        }
    }

    @Override
    public void requireArrived(int count) {
        arrived.assertStartsLike(sent, (long) count * elementSize);
    }

    @Override
    public void clear() {
        arrived.memory().fill((byte) 0);
    }
}
