// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** Enqueues its numbers from 0 on in every way its side has, the ways and how many at once drawn by lot. */
final class Sender implements Callable<Void> {
    private static final int MOST = 16;
    private static final int NUMBER_BITS = 32;

    /** Others may not be run for long. */
    static final Duration PATIENCE = Duration.ofHours(1);

    private final int self;
    private final int total;
    private final Ring ring;
    private final boolean reserves;
    private final Random random;
    private final BooleanSupplier goOn;
    private final Idle idle = new Idle();
    private final long[] values = new long[MOST];

    Sender(int self, int total, Ring ring, long seed, BooleanSupplier goOn) {
        this.self = self;
        this.total = total;
        this.ring = ring;
        this.reserves = canReserve(ring.info().producers());
        this.random = new Random(seed);
        this.goOn = goOn;
    }

    static boolean canReserve(SideInfo side) {
        return side.mode() == SyncMode.SINGLE || side.mode() == SyncMode.MULTI_HTS;
    }

    static int sender(long value) {
        return (int) (value >>> NUMBER_BITS);
    }

    static int number(long value) {
        return (int) value;
    }

    @Override
    public Void call() {
        try (Producer producer = ring.producer()) {
            producer.setPatience(PATIENCE);
            int next = 0;
            while (next < total && goOn.getAsBoolean()) {
                int count = Math.min(1 + random.nextInt(MOST), total - next);
                for (int i = 0; i < count; i++) {
                    values[i] = (long) self << NUMBER_BITS | (next + i);
                }
                int sent = send(producer, count);
                next += sent;
                idle.after(sent);
            }
        }
        return null;
    }

    private int send(Producer producer, int count) {
        return switch (random.nextInt(reserves ? 7 : 4)) {
            case 0 -> producer.enqueue(values[0]) ? 1 : 0;
            case 1 -> producer.enqueueBulk(values, 0, count);
            case 2 -> producer.enqueueBurst(values, 0, count);
            case 3 -> producer.enqueueBulk(values, 0, 0);
            case 4 -> fill(producer.reserveBulk(count), count);
            case 5 -> fill(producer.reserveBurst(count), 1 + count / 2);
            default -> fill(producer.reserveBurst(count), 0);
        };
    }

    private int fill(Reservation room, int most) {
        try (room) {
            for (int i = 0; i < room.count(); i++) {
                room.setLong(i, values[i]);
            }
            int count = Math.min(most, room.count());
            room.commit(count);
            return count;
        }
    }
}
