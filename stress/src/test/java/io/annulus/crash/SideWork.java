// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.liveness.Purpose;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Reservation;
import io.annulus.ring.Ring;
import io.annulus.ring.SyncMode;
import java.util.Arrays;
import java.util.stream.LongStream;

/** What a process does on one side of a ring, with three elements, and dies of in {@link SideDeath}. */
enum SideWork {
    ENQUEUE_ON_HTS(SyncMode.MULTI_HTS, Purpose.PRODUCER),
    ENQUEUE_ON_RTS(SyncMode.MULTI_RTS, Purpose.PRODUCER),
    DEQUEUE_ON_HTS(SyncMode.MULTI_HTS, Purpose.CONSUMER),
    DEQUEUE_ON_RTS(SyncMode.MULTI_RTS, Purpose.CONSUMER),
    FILL_ON_SINGLE(SyncMode.SINGLE, Purpose.PRODUCER),
    FILL_ON_HTS(SyncMode.MULTI_HTS, Purpose.PRODUCER),
    LOOK_ON_SINGLE(SyncMode.SINGLE, Purpose.CONSUMER),
    LOOK_ON_HTS(SyncMode.MULTI_HTS, Purpose.CONSUMER);

    static final int MOVED = 3;

    private static final long[] FEW = {1, 2};
    private static final long[] ALL_BUT_ONE = {1, 2, 3, 4, 5, 6};

    final SyncMode mode;
    final Purpose side;

    SideWork(SyncMode mode, Purpose side) {
        this.mode = mode;
        this.side = side;
    }

    /** What the ring of seven holds to begin with. */
    long[] before() {
        return side == Purpose.PRODUCER ? FEW : ALL_BUT_ONE;
    }

    /** What it holds when the work is done. */
    long[] after() {
        return side == Purpose.PRODUCER
                ? LongStream.rangeClosed(1, FEW.length + MOVED).toArray()
                : Arrays.copyOfRange(ALL_BUT_ONE, MOVED, ALL_BUT_ONE.length);
    }

    /** Takes the role; the rest is what it returns. */
    Runnable begin(Ring ring) {
        return switch (this) {
            case ENQUEUE_ON_HTS, ENQUEUE_ON_RTS -> enqueue(ring);
            case DEQUEUE_ON_HTS, DEQUEUE_ON_RTS -> dequeue(ring);
            case FILL_ON_SINGLE, FILL_ON_HTS -> fill(ring);
            case LOOK_ON_SINGLE, LOOK_ON_HTS -> look(ring);
        };
    }

    private static Runnable enqueue(Ring ring) {
        Producer producer = ring.producer();
        return () -> producer.enqueueBulk(new long[] {3, 4, 5}, 0, MOVED);
    }

    private static Runnable dequeue(Ring ring) {
        Consumer consumer = ring.consumer();
        return () -> consumer.dequeueBulk(new long[MOVED], 0, MOVED);
    }

    /** All that is reserved is committed, then none of it, then the role is closed over it. */
    private static Runnable fill(Ring ring) {
        Producer producer = ring.producer();
        return () -> {
            Reservation room = producer.reserveBulk(MOVED);
            room.put(0, new long[] {3, 4, 5}, 0, MOVED);
            room.commit();
            Reservation none = producer.reserveBurst(MOVED);
            none.setLong(0, 9);
            none.cancel();
            producer.reserveBulk(1).setLong(0, 9);
            producer.close();
        };
    }

    /** As {@link #fill}. */
    private static Runnable look(Ring ring) {
        Consumer consumer = ring.consumer();
        return () -> {
            Reservation found = consumer.reserveBulk(MOVED);
            found.get(0, new long[MOVED], 0, MOVED);
            found.commit();
            Reservation left = consumer.reserveBurst(MOVED);
            left.getLong(0);
            left.cancel();
            consumer.reserveBulk(1).getLong(0);
            consumer.close();
        };
    }
}
