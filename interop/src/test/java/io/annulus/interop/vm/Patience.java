// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A wait for the other side, which ends in an error if nothing moves for so long that something must hang. */
public final class Patience implements Rest {
    static final Duration LONGEST = Duration.ofMinutes(3);

    private static final int YIELDS = 100;
    private static final long SLEEP_NANOS = 100_000;

    private long since = System.nanoTime();
    private int rounds;

    @Override
    public void enqueued(int count) {
        moved(count);
    }

    @Override
    public void dequeued(int count) {
        moved(count);
    }

    /** To be told how many elements moved. */
    @SuppressWarnings("ThreadPriorityCheck") // The yield is a courtesy; nothing depends on what it does.
    void moved(int count) {
        if (count > 0) {
            since = System.nanoTime();
            rounds = 0;
        } else if (rounds++ < YIELDS) {
            Thread.yield();
        } else if (System.nanoTime() - since > LONGEST.toNanos()) {
            throw new IllegalStateException("nothing moved for " + LONGEST);
        } else {
            LockSupport.parkNanos(SLEEP_NANOS);
        }
    }
}
