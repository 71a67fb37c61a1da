// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** Dequeues in every way its side has, drawn by lot, and looks that the numbers of each {@link Sender} rise. */
final class Receiver implements Callable<Receiver> {
    private static final int MOST = 16;
    private static final long NOTHING = -1;

    private final Ring ring;
    private final boolean reserves;
    private final Random random;
    private final BooleanSupplier goOn;
    private final IntConsumer received;
    private final Idle idle = new Idle();
    private final long[] values = new long[MOST];
    private final int[] last;
    private final long[] counts;
    private final long[] sums;

    /** {@code received} is told how many came, each time. */
    Receiver(int senders, Ring ring, long seed, BooleanSupplier goOn, IntConsumer received) {
        this.ring = ring;
        this.reserves = Sender.canReserve(ring.info().consumers());
        this.random = new Random(seed);
        this.goOn = goOn;
        this.received = received;
        this.last = new int[senders];
        this.counts = new long[senders];
        this.sums = new long[senders];
        Arrays.fill(last, -1);
    }

    long count(int sender) {
        return counts[sender];
    }

    long sum(int sender) {
        return sums[sender];
    }

    @Override
    public Receiver call() {
        try (Consumer consumer = ring.consumer()) {
            consumer.setPatience(Sender.PATIENCE);
            while (goOn.getAsBoolean()) {
                int count = receive(consumer, 1 + random.nextInt(MOST));
                for (int i = 0; i < count; i++) {
                    note(values[i]);
                }
                received.accept(count);
                idle.after(count);
            }
        }
        return this;
    }

    private void note(long value) {
        int sender = Sender.sender(value);
        int number = Sender.number(value);
        if (number <= last[sender]) {
            throw new AssertionError(number + " of sender " + sender + " came after " + last[sender]);
        }
        last[sender] = number;
        counts[sender]++;
        sums[sender] += number;
    }

    private int receive(Consumer consumer, int most) {
        return switch (random.nextInt(reserves ? 7 : 4)) {
            case 0 -> {
                values[0] = consumer.dequeueOr(NOTHING);
                yield values[0] == NOTHING ? 0 : 1;
            }
            case 1 -> consumer.dequeueBulk(values, 0, most);
            case 2 -> consumer.dequeueBurst(values, 0, most);
            case 3 -> consumer.dequeueBurst(values, 0, 0);
            case 4 -> copyOut(consumer.reserveBulk(most), most);
            case 5 -> copyOut(consumer.reserveBurst(most), 1 + most / 2);
            default -> copyOut(consumer.reserveBurst(most), 0);
        };
    }

    private int copyOut(Reservation next, int most) {
        try (next) {
            for (int i = 0; i < next.count(); i++) {
                values[i] = next.getLong(i);
            }
            int count = Math.min(most, next.count());
            next.commit(count);
            return count;
        }
    }
}
