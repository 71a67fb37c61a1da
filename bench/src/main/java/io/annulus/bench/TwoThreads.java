// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** The two threads that all two-core figures are taken with, the round trip included. */
final class TwoThreads implements AutoCloseable {
    private static final int MINUTES = 5;
    private static final int SPINS_BEFORE_YIELD = 1 << 10;

    private final ExecutorService first = daemon();
    private final ExecutorService second = daemon();
    private final AtomicInteger arrived = new AtomicInteger();

    private static ExecutorService daemon() {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    }

    /** Runs both at once and waits for them. */
    void run(Runnable one, Runnable other) {
        arrived.set(0);
        Future<?> left = first.submit(one);
        Future<?> right = second.submit(other);
        try {
            left.get(MINUTES, TimeUnit.MINUTES);
            right.get(MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new IllegalStateException("a measuring thread did not come to its end", e);
        }
    }

    /** Called by both, the same number of times: neither goes on before the other is here. */
    void meet() {
        int both = (arrived.getAndIncrement() / 2 + 1) * 2;
        int spins = 0;
        while (arrived.get() < both) {
            spins = rest(spins);
        }
    }

    /** One turn of a spinning wait; gives the processor up in case it is the other thread that needs it. */
    @SuppressWarnings("ThreadPriorityCheck")
    static int rest(int spins) {
        if (spins == SPINS_BEFORE_YIELD) {
            Thread.yield();
            return 0;
        }
        Thread.onSpinWait();
        return spins + 1;
    }

    @Override
    public void close() {
        first.shutdownNow();
        second.shutdownNow();
    }
}
