// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.Purpose;
import io.annulus.sync.SideWords;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A ring's heads and tails as an onlooker reads them, one after the other, while others may be moving them. */
final class Indices {
    private final RingSides sides;
    private final RingHeader header;
    private final SideWords producer;
    private final SideWords consumer;

    Indices(RingSides sides) {
        this.sides = sides;
        this.header = sides.header();
        this.producer = sides.words(Purpose.PRODUCER);
        this.consumer = sides.words(Purpose.CONSUMER);
    }

    int count() {
        return SideWords.count(producer, consumer, header.capacity());
    }

    RingInfo info() {
        int used = count();
        return new RingInfo(
                header.name(),
                sides.place().offset(),
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

    private static SideInfo side(SideWords words, SyncMode mode) {
        return new SideInfo(
                mode,
                words.head(),
                words.tail(),
                words.headCount(),
                words.tailCount(),
                words.counts() ? OptionalLong.of(words.distance()) : OptionalLong.empty());
    }

    /** Indices that were the same at two looks are those of one moment, and contradictions in them are real. */
    void requireSound() {
        RingInfo info = info();
        List<String> contradictions = info.contradictions();
        if (!contradictions.isEmpty() && info.equals(info())) {
            throw new AnnulusException(
                    Reason.WILD_INDEX,
                    "'" + header.name() + "': " + String.join("; ", contradictions)
                            + "; there are producer head and tail " + unsigned(info.producers())
                            + ", consumer head and tail " + unsigned(info.consumers()),
                    "Something wrote over the ring's indices; stop its users and remove the ring");
        }
    }

    private static String unsigned(SideInfo side) {
        return Integer.toUnsignedString(side.head()) + " and " + Integer.toUnsignedString(side.tail());
    }

    List<Stall> stalls() {
        List<Stall> stalls = new ArrayList<>();
        addStall(stalls, Purpose.PRODUCER, producer);
        addStall(stalls, Purpose.CONSUMER, consumer);
        return stalls;
    }

    private void addStall(List<Stall> stalls, Purpose side, SideWords words) {
        int tail = words.tail();
        int head = words.head();
        if (head != tail) {
            stalls.add(new Stall(side, head, tail, sides.place().participants(side)));
        }
    }
}
