// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.memory.Probe;
import io.annulus.region.Region;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * A child that enqueues or dequeues until it is killed. Elements are {@code producer << 40 | number}, numbered from 0 by
 * each producer. Now and then it rests in front of an access, so that deaths in the middle of a call are not rare.
 */
final class Pump {
    private static final int NUMBER_BITS = 40;
    private static final int REST_ONE_IN = 200;
    private static final long REST_NANOS = 100_000;

    // It waits behind a dead one until it is killed itself.
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Ring ring;
    private final Ledger ledger;
    private final Random random;

    private Pump(Path path, long seed) {
        Region region = Region.open(path);
        ring = Ring.attach(region, Small.NAME);
        ledger = Ledger.of(region);
        random = new Random(seed);
    }

    /** Arguments: path, seed, then {@code producer NUMBER FIRST} or {@code consumer MISSING}. */
    public static void main(String[] arguments) {
        Pump pump = new Pump(Path.of(arguments[0]), Long.parseLong(arguments[1]));
        long last = Long.parseLong(arguments[arguments.length - 1]);
        if (arguments[2].equals("producer")) {
            pump.produce(Integer.parseInt(arguments[3]), last);
        } else {
            pump.consume(last);
        }
    }

    private void rest() {
        Probe.set(step -> {
            if (random.nextInt(REST_ONE_IN) == 0) {
                LockSupport.parkNanos(REST_NANOS);
            }
        });
    }

    private void produce(int self, long first) {
        long next = first;
        long[] values = new long[Ledger.MOST];
        try (Producer producer = ring.producer()) {
            producer.setPatience(PATIENCE);
            Victim.say("TAKEN");
            rest();
            while (true) {
                int count = 1 + random.nextInt(values.length);
                for (int i = 0; i < count; i++) {
                    values[i] = (long) self << NUMBER_BITS | (next + i);
                }
                int sent = producer.enqueueBurst(values, 0, count);
                next += sent;
                ledger.sent(self, next);
                pauseIf(sent == 0);
            }
        }
    }

    private void consume(long missing) {
        long mayMiss = missing;
        long[] values = new long[Ledger.MOST];
        try (Consumer consumer = ring.consumer()) {
            consumer.setPatience(PATIENCE);
            Victim.say("TAKEN");
            rest();
            while (true) {
                int count = consumer.dequeueBurst(values, 0, 1 + random.nextInt(values.length));
                for (int i = 0; i < count; i++) {
                    mayMiss -= receive(values[i]);
                }
                if (mayMiss < 0) {
                    Victim.say("LOST more elements than a dead consumer can have taken with it");
                    return;
                }
                pauseIf(count == 0);
            }
        }
    }

    // How many of its producer's elements are missing in front of this one.
    private long receive(long value) {
        int producer = (int) (value >>> NUMBER_BITS);
        long number = value & ((1L << NUMBER_BITS) - 1);
        long expected = ledger.received(producer);
        if (number < expected) {
            Victim.say("TWICE or out of order: " + number + " of producer " + producer + " after " + expected);
            throw new IllegalStateException();
        }
        ledger.received(producer, number + 1);
        return number - expected;
    }

    private static void pauseIf(boolean nothingDone) {
        if (nothingDone) {
            LockSupport.parkNanos(REST_NANOS);
        }
    }
}
