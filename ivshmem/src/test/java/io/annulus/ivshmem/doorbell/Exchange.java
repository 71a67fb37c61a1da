// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.doorbell;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Doorbells of parties within one process, two vectors each. */
final class Exchange {
    private final Duration least;
    private final Map<DoorbellAddress, Semaphore> bells = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();

    private Exchange(Duration least) {
        this.least = least;
    }

    /** On which waits last as long as they are asked to. */
    static Exchange usual() {
        return new Exchange(Duration.ZERO);
    }

    /** On which nobody looks again without being rung, but after this long: so that a lost wake-up shows. */
    static Exchange withNoSecondLookBefore(Duration least) {
        return new Exchange(least);
    }

    /** How many waits have ended without a ring. */
    int unanswered() {
        return unanswered.get();
    }

    Doorbells party(int id) {
        return new Party(id);
    }

    private Semaphore bell(int peer, int vector) {
        return bells.computeIfAbsent(new DoorbellAddress(peer, vector), _ -> new Semaphore(0));
    }

    private final class Party implements Doorbells {
        private final int id;

        private Party(int id) {
            this.id = id;
        }

        @Override
        public int id() {
            return id;
        }

        @Override
        public int vectors() {
            return 2;
        }

        @Override
        public void ring(int peer, int vector) {
            bell(peer, vector).release();
        }

        @Override
        public long await(int vector, Duration patience) {
            Semaphore bell = bell(id, vector);
            Duration longest = patience.compareTo(least) < 0 ? least : patience;
            try {
                if (!bell.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                    unanswered.incrementAndGet();
                    return 0;
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return 1L + bell.drainPermits();
        }

        @Override
        public void close() {}
    }
}
