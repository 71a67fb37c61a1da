// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import java.util.concurrent.locks.LockSupport;

/**
 * How a role waits for another one on its side that is in the middle of an operation. That one needs a processor to finish;
 * on a machine with more threads than processors it may be ours that it needs, so the wait gives it up sooner and sooner:
 * spin, then yield, then sleep. A virtual thread that yields or sleeps leaves its carrier to others, perhaps to the one it
 * waits for. An interrupted thread cannot sleep, and must not forget that it was interrupted: it yields.
 */
final class Backoff {
    private static final int SPINS = 256;
    private static final int YIELDS = 64;
    private static final long SLEEP_NANOS = 100_000;

    /** Rounds from this one on sleep. */
    static final int FIRST_SLEEP = SPINS + YIELDS;

    private Backoff() {}

    /** Waits as long as round {@code round} does, and returns the number of the next. */
    @SuppressWarnings("ThreadPriorityCheck") // The yield is a courtesy; nothing depends on what it does.
    static int pause(int round) {
        if (round < SPINS) {
            Thread.onSpinWait();
        } else if (round < FIRST_SLEEP || Thread.currentThread().isInterrupted()) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(SLEEP_NANOS);
        }
        return Math.min(round, FIRST_SLEEP) + 1;
    }

    static void pauseInEachWay() {
        pause(0);
        pause(SPINS);
        pause(FIRST_SLEEP);
    }
}
