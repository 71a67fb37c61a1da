// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Carries an order out and answers with nanoseconds. Each begins with an empty queue.
 *
 * @param subject whose queues
 * @param crew its threads
 */
record Works(Subject subject, Crew crew) {
    private static final int CHUNK = 1000;

    /** Nanoseconds of each element, or of each call where nothing is moved. */
    double nanos(Order order) {
        Subject.Queue queue = subject.empty(order.mode(), 0);
        return switch (order.place()) {
            case "same" -> same(queue, order);
            case "pairs" -> pairs(queue, order);
            case "empty" -> empty(queue, order);
            case "full" -> full(queue, order);
            default -> throw new IllegalArgumentException("no place named " + order.place());
        };
    }

    private static double same(Subject.Queue queue, Order order) {
        try (Sender sender = queue.sender();
                Receiver receiver = queue.receiver()) {
            long started = System.nanoTime();
            if (order.count() == 0) {
                for (int left = order.calls(); left > 0; left -= CHUNK) {
                    Traffic.alternate(sender, receiver, Math.min(left, CHUNK), order.pauses());
                }
            } else {
                long[] values = numbered(order.count());
                long[] into = new long[order.count()];
                for (int left = order.calls(); left > 0; left -= CHUNK) {
                    Traffic.alternate(sender, receiver, values, into, Math.min(left, CHUNK), order.pauses());
                }
                requireSame(values, into);
            }
            return (System.nanoTime() - started) / ((double) order.calls() * order.each());
        }
    }

    private double pairs(Subject.Queue queue, Order order) {
        AtomicLong balance = new AtomicLong();
        List<Runnable> jobs = new ArrayList<>();
        for (int i = 0; i < order.pairs(); i++) {
            jobs.add(() -> send(queue, order, balance));
            jobs.add(() -> receive(queue, order, balance));
        }
        long nanos = crew.run(jobs);
        if (balance.get() != 0) {
            throw new IllegalStateException("what was received is not what was sent");
        }
        return nanos / ((double) order.calls() * order.each() * order.pairs());
    }

    private static void send(Subject.Queue queue, Order order, AtomicLong balance) {
        long[] values = numbered(order.each());
        long sum = 0;
        try (Sender sender = queue.sender()) {
            for (int done = 0; done < order.calls(); done += CHUNK) {
                int calls = Math.min(order.calls() - done, CHUNK);
                if (order.count() == 0) {
                    Traffic.send(sender, calls, order.pauses(), done);
                } else {
                    Traffic.send(sender, values, calls, order.pauses());
                }
            }
        }
        for (int i = 0; order.count() == 0 && i < order.calls(); i++) {
            sum += i % CHUNK + i / CHUNK * CHUNK & Traffic.VALUES - 1;
        }
        balance.addAndGet(sum);
    }

    private static void receive(Subject.Queue queue, Order order, AtomicLong balance) {
        long[] values = new long[order.each()];
        long sum = 0;
        try (Receiver receiver = queue.receiver()) {
            for (int left = order.calls(); left > 0; left -= CHUNK) {
                int calls = Math.min(left, CHUNK);
                if (order.count() == 0) {
                    sum += Traffic.receive(receiver, calls, order.pauses());
                } else {
                    Traffic.receive(receiver, values, calls, order.pauses());
                }
            }
        }
        if (order.count() != 0) {
            requireSame(numbered(order.each()), values);
        }
        balance.addAndGet(-sum);
    }

    private static double empty(Subject.Queue queue, Order order) {
        try (Receiver receiver = queue.receiver()) {
            long started = System.nanoTime();
            int found = 0;
            for (int left = order.calls(); left > 0; left -= CHUNK) {
                found += Traffic.poll(receiver, Math.min(left, CHUNK));
            }
            long nanos = System.nanoTime() - started;
            requireNone(found);
            return nanos / (double) order.calls();
        }
    }

    private static double full(Subject.Queue queue, Order order) {
        try (Sender sender = queue.sender()) {
            while (sender.send(0)) {
                // Until it is full.
            }
            long started = System.nanoTime();
            int taken = 0;
            for (int left = order.calls(); left > 0; left -= CHUNK) {
                taken += Traffic.offer(sender, Math.min(left, CHUNK));
            }
            long nanos = System.nanoTime() - started;
            requireNone(taken);
            return nanos / (double) order.calls();
        }
    }

    private static long[] numbered(int count) {
        long[] values = new long[count];
        Arrays.setAll(values, i -> i % Traffic.VALUES);
        return values;
    }

    private static void requireSame(long[] sent, long[] received) {
        if (!Arrays.equals(sent, received)) {
            throw new IllegalStateException(
                    "sent " + Arrays.toString(sent) + ", received " + Arrays.toString(received));
        }
    }

    private static void requireNone(int moved) {
        if (moved != 0) {
            throw new IllegalStateException(moved + " elements came out of an empty queue, or went into a full one");
        }
    }
}
