// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.script;

import io.annulus.interop.Elements;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Reservation;
import java.lang.foreign.MemorySegment;

/**
 * A command's elements in the caller's own memory, and the calls that copy them from there or to there. There is one
 * element more than the command is about, which nothing may touch, and everything is full of rubbish at first.
 */
sealed interface UserMemory permits LongMemory, IntMemory, SegmentMemory {
    byte RUBBISH = (byte) 0xa5;

    /**
     * In whatever the command's form says.
     *
     * @param elementSize bytes
     * @param outsideTheHeap large enough, for the form that wants it
     */
    static UserMemory of(Command command, int elementSize, MemorySegment outsideTheHeap) {
        int count = command.count();
        if (command.is(Command.ARRAYS) && elementSize == Long.BYTES) {
            return new LongMemory(count);
        }
        if (command.is(Command.ARRAYS) && elementSize == Integer.BYTES) {
            return new IntMemory(count);
        }
        return command.is(Command.NATIVE)
                ? SegmentMemory.in(outsideTheHeap, command.is(Command.UNALIGNED) ? 1 : 0, count, elementSize)
                : SegmentMemory.in(MemorySegment.ofArray(new byte[(count + 1) * elementSize]), 0, count, elementSize);
    }

    /** Numbers the elements, but not the one behind. */
    default UserMemory filled(Command command, Elements numbers) {
        numbers.fill(elements(), command.first(), command.count());
        return this;
    }

    /** The elements and the one behind. */
    MemorySegment elements();

    int enqueueBulk(Producer producer);

    int enqueueBurst(Producer producer);

    int enqueueOne(Producer producer);

    int dequeueBulk(Consumer consumer);

    int dequeueBurst(Consumer consumer);

    int dequeueOne(Consumer consumer);

    /** As DPDK's {@code enqueue_finish} does. */
    void putInto(Reservation reservation);

    /** As DPDK's {@code dequeue_start} does. */
    void getFrom(Reservation reservation);
}
