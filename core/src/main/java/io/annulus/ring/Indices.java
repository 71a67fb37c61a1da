// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.Purpose;
import io.annulus.memory.Words;
import io.annulus.sync.HeadTailLayout;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A ring's heads and tails as an onlooker reads them, one after the other, while others may be moving them. */
final class Indices {
    private final MemorySegment memory;
    private final RingHeader header;
    private final long producer;
    private final long consumer;

    Indices(MemorySegment memory, RingHeader header) {
        this.memory = memory;
        this.header = header;
        this.producer = RingLayout.producerOffset(header.profile());
        this.consumer = RingLayout.consumerOffset(header.profile());
    }

    int count() {
        // In this order the producer's tail is the later one, so the difference is never negative.
        int from = load(consumer, HeadTailLayout.TAIL_OFFSET);
        int to = load(producer, HeadTailLayout.TAIL_OFFSET);
        return Integer.compareUnsigned(to - from, header.capacity()) > 0 ? header.capacity() : to - from;
    }

    RingInfo info(long offset) {
        int used = count();
        return new RingInfo(
                header.name(),
                offset,
                RingLayout.memoryBytes(header.profile(), header.elementSize(), header.size()),
                header.size(),
                header.size() - 1,
                header.capacity(),
                header.flags(),
                header.elementSize(),
                used,
                header.capacity() - used,
                side(producer, header.producers()),
                side(consumer, header.consumers()));
    }

    private SideInfo side(long offset, SyncMode mode) {
        boolean counts = mode == SyncMode.MULTI_RTS;
        return new SideInfo(
                mode,
                load(offset, HeadTailLayout.headOffset(mode.number())),
                load(offset, HeadTailLayout.TAIL_OFFSET),
                counts ? load(offset, HeadTailLayout.RTS_HEAD_COUNT_OFFSET) : 0,
                counts ? load(offset, HeadTailLayout.RTS_TAIL_COUNT_OFFSET) : 0,
                counts ? OptionalLong.of(distance(offset)) : OptionalLong.empty());
    }

    private long distance(long offset) {
        return Integer.toUnsignedLong(load(offset, HeadTailLayout.RTS_DISTANCE_OFFSET));
    }

    /** Indices that were the same at two looks are those of one moment, and contradictions in them are real. */
    void requireSound(String name) {
        RingInfo info = info(0);
        List<String> contradictions = info.contradictions();
        if (!contradictions.isEmpty() && info.equals(info(0))) {
            throw new AnnulusException(
                    Reason.WILD_INDEX,
                    "'" + name + "': " + String.join("; ", contradictions) + "; there are producer head and tail "
                            + unsigned(info.producers()) + ", consumer head and tail " + unsigned(info.consumers()),
                    "Something wrote over the ring's indices; stop its users and remove the ring");
        }
    }

    private static String unsigned(SideInfo side) {
        return Integer.toUnsignedString(side.head()) + " and " + Integer.toUnsignedString(side.tail());
    }

    List<Stall> stalls(RolePlace place) {
        List<Stall> stalls = new ArrayList<>();
        addStall(stalls, place, Purpose.PRODUCER, producer, header.producers());
        addStall(stalls, place, Purpose.CONSUMER, consumer, header.consumers());
        return stalls;
    }

    private void addStall(List<Stall> stalls, RolePlace place, Purpose side, long offset, SyncMode mode) {
        int tail = load(offset, HeadTailLayout.TAIL_OFFSET);
        int head = load(offset, HeadTailLayout.headOffset(mode.number()));
        if (head != tail) {
            stalls.add(new Stall(side, head, tail, place.participants(side)));
        }
    }

    private int load(long side, long offset) {
        return Words.loadAcquireInt(memory, side + offset);
    }
}
