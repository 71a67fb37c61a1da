// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench.peer;

import java.util.List;
import org.HdrHistogram.Histogram;

/** One value there and back through two queues, each way timed with the other. */
final class Trips {
    private static final long LONGEST = 10_000_000_000L;
    private static final int DIGITS = 3;

    private Trips() {}

    /** Nanoseconds of a round trip. */
    static Histogram of(Subject subject, Order order, Crew crew) {
        Subject.Queue there = subject.empty(order.mode(), 0);
        Subject.Queue back = subject.empty(order.mode(), 1);
        Histogram histogram = new Histogram(LONGEST, DIGITS);
        int trips = order.calls();
        crew.run(List.of(() -> serve(there.sender(), back.receiver(), trips, histogram), () -> {
            try (Receiver receiver = there.receiver();
                    Sender sender = back.sender()) {
                for (int i = 0; i < trips; i++) {
                    pass(receiver, sender);
                }
            }
        }));
        return histogram;
    }

    private static void serve(Sender sender, Receiver receiver, int trips, Histogram histogram) {
        try (sender;
                receiver) {
            for (int i = 0; i < trips; i++) {
                long started = System.nanoTime();
                trip(sender, receiver);
                histogram.recordValue(Math.min(LONGEST, System.nanoTime() - started));
            }
        }
    }

    // No pause: one would be a good part of the trip.
    private static void trip(Sender sender, Receiver receiver) {
        while (!sender.send(1)) {
            Thread.onSpinWait();
        }
        while (receiver.receive() == Receiver.NOTHING) {
            // Again.
        }
    }

    private static void pass(Receiver receiver, Sender sender) {
        long value;
        while ((value = receiver.receive()) == Receiver.NOTHING) {
            // Again.
        }
        while (!sender.send(value)) {
            Thread.onSpinWait();
        }
    }
}
