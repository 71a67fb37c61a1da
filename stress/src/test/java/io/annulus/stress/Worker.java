// SPDX-License-Identifier: Apache-2.0
package io.annulus.stress;

import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;

/** Takes some objects from the ring, makes them its own and nobody's again, and puts them back, over and over. */
final class Worker implements Callable<Worker> {
    private static final int LEAST = 28;
    private static final int MOST = 43;

    // Others may not be run for long; giving up is not what is tested here.
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final int number;
    private final Workplace place;
    private final Timed timed;
    private final Random random;
    private final long[] held = new long[MOST];
    private final CallTimes dequeues = new CallTimes();
    private final CallTimes enqueues = new CallTimes();
    private long loops;
    private long moved;
    private long nanos;

    Worker(int number, Workplace place, Timed timed) {
        this.number = number;
        this.place = place;
        this.timed = timed;
        this.random = new Random(number);
    }

    @Override
    public Worker call() {
        try (Producer producer = place.producer();
                Consumer consumer = place.consumer()) {
            producer.setPatience(PATIENCE);
            consumer.setPatience(PATIENCE);
            long start = System.nanoTime();
            do {
                int count = LEAST + random.nextInt(MOST - LEAST + 1);
                require(count, timed == Timed.EACH_CALL ? timedDequeue(consumer, count) : dequeue(consumer, count));
                use(count);
                require(count, timed == Timed.EACH_CALL ? timedEnqueue(producer, count) : enqueue(producer, count));
                loops++;
                moved += count;
            } while (place.isOpen());
            nanos = System.nanoTime() - start;
            return this;
        } finally {
            place.stop(); // Who fails ends it for all.
        }
    }

    private int dequeue(Consumer consumer, int count) {
        return place.dequeue(consumer, held, count);
    }

    private int timedDequeue(Consumer consumer, int count) {
        long start = System.nanoTime();
        int got = dequeue(consumer, count);
        dequeues.add(System.nanoTime() - start);
        return got;
    }

    private int enqueue(Producer producer, int count) {
        return place.enqueue(producer, held, count);
    }

    private int timedEnqueue(Producer producer, int count) {
        long start = System.nanoTime();
        int put = enqueue(producer, count);
        enqueues.add(System.nanoTime() - start);
        return put;
    }

    private void use(int count) {
        CacheLines objects = place.objects();
        objects.require(held, count, CacheLines.NOBODY);
        objects.stamp(held, count, number);
        objects.require(held, count, number);
        objects.stamp(held, count, CacheLines.NOBODY);
    }

    private static void require(int expected, int found) {
        if (expected != found) {
            throw new AssertionError("elements moved: expected " + expected + ", found " + found);
        }
    }

    CallTimes dequeues() {
        return dequeues;
    }

    CallTimes enqueues() {
        return enqueues;
    }

    long loops() {
        return loops;
    }

    long moved() {
        return moved;
    }

    long nanos() {
        return nanos;
    }
}
