// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long a cache line takes from one of the two threads to the other and back: the floor under every two-core figure. A
 * host that moves its virtual processors apart raises it severalfold, for us and for C, and figures taken in such a minute
 * say nothing about either.
 */
final class RoundTrip {
    private static final int ROUNDS = 5;
    private static final int MOST_TRIPS = 10_000;
    /** Where the two threads share a processor a trip takes a thousand times as long; nobody wants to wait for all. */
    private static final long ENOUGH_NANOS = 5_000_000;

    private static final long LOOKS_BEFORE_YIELD = 1 << 10;
    private static final long GAME_OVER = -1;
    /** In the middle of its own two pairs of lines: processors fetch lines in pairs. */
    private static final int BALL = 32;

    private final AtomicLongArray line = new AtomicLongArray(2 * BALL);
    private final TwoThreads threads;

    RoundTrip(TwoThreads threads) {
        this.threads = threads;
    }

    /** Nanoseconds, the median of a few rounds. */
    double nanos() {
        List<Double> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            line.set(BALL, 0);
            threads.run(() -> rounds.add(serve()), this::playBack);
        }
        return Series.of(rounds).median();
    }

    private double serve() {
        threads.meet();
        long started = System.nanoTime();
        long trips = 0;
        while (trips < MOST_TRIPS && (trips % 64 != 63 || System.nanoTime() - started < ENOUGH_NANOS)) {
            long serve = 2 * trips + 1;
            line.setRelease(BALL, serve);
            awaitOther(serve);
            trips++;
        }
        double nanos = (double) (System.nanoTime() - started) / trips;
        line.setRelease(BALL, GAME_OVER);
        return nanos;
    }

    private void playBack() {
        threads.meet();
        for (long turn = awaitOther(0); turn != GAME_OVER; turn = awaitOther(turn + 1)) {
            line.setRelease(BALL, turn + 1);
        }
    }

    // No pause: one would be a good part of the trip. A yield only where the other thread must be without a processor.
    @SuppressWarnings("ThreadPriorityCheck")
    private long awaitOther(long mine) {
        long looks = 0;
        long found = line.getAcquire(BALL);
        while (found == mine) {
            if (++looks % LOOKS_BEFORE_YIELD == 0) {
                Thread.yield();
            }
            found = line.getAcquire(BALL);
        }
        return found;
    }
}
