// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that begin together; what is timed is from there to the end of the last. */
final class Crew implements AutoCloseable {
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

    /** Runs them all, and returns the nanoseconds it took. */
    long run(List<Runnable> jobs) {
        long[] started = new long[1];
        CyclicBarrier start = new CyclicBarrier(jobs.size(), () -> started[0] = System.nanoTime());
        List<Future<Long>> ends = new ArrayList<>();
        for (Runnable job : jobs) {
            ends.add(threads.submit(() -> {
                await(start);
                job.run();
                return System.nanoTime();
            }));
        }
        long last = Long.MIN_VALUE;
        try {
            for (Future<Long> end : ends) {
                last = Math.max(last, end.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a measuring thread did not come to its end", e);
        }
        return last - started[0];
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
