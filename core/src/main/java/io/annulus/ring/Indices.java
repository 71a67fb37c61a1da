// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.Purpose;
import io.annulus.sync.SideWords;
import java.util.ArrayList;
import java.util.Arrays;
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

    /**
     * Indices that were the same at two looks are those of one moment; then no side's head is further from its tail, nor
     * the producers' tail from the consumers', than the ring is large.
     */
    void requireSound() {
        int[] first = all();
        int[] second = all();
        boolean far = Integer.compareUnsigned(first[0] - first[1], header.capacity()) > 0
                || Integer.compareUnsigned(first[2] - first[3], header.capacity()) > 0
                || Integer.compareUnsigned(first[1] - first[3], header.capacity()) > 0;
        if (far && Arrays.equals(first, second)) {
            throw new AnnulusException(
                    Reason.WILD_INDEX,
                    "'" + header.name() + "': expected indices at most " + header.capacity()
                            + " apart, found producer head and tail " + unsigned(first[0], first[1])
                            + ", consumer head and tail " + unsigned(first[2], first[3]),
                    "Something wrote over the ring's indices; stop its users and remove the ring");
        }
    }

    private int[] all() {
        return new int[] {producer.head(), producer.tail(), consumer.head(), consumer.tail()};
    }

    private static String unsigned(int head, int tail) {
        return Integer.toUnsignedString(head) + " and " + Integer.toUnsignedString(tail);
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
