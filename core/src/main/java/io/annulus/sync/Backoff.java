// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import java.util.concurrent.locks.LockSupport;

/**
 * How a role waits for another one on its side that is in the middle of an operation. That one needs a processor to finish;
 * on a machine with more threads than processors it may be ours that it needs, so the wait gives it up sooner and sooner:
 * spin, then yield, then sleep. A virtual thread that yields or sleeps leaves its carrier to others, perhaps to the one it
 * waits for. An interrupted thread cannot sleep; it is made not to be for as long as it sleeps, and interrupted again then.
 * (Yielding is no way out: the JDK's scheduler may take the virtual thread that yielded again and again before the others.)
 */
final class Backoff {
    private static final int SPINS = 256;
    private static final int YIELDS = 64;
    private static final int SLEEP_NANOS = 100_000;

    /** Rounds from this one on sleep. */
    static final int FIRST_SLEEP = SPINS + YIELDS;

    private Backoff() {}

    /** Waits as long as round {@code round} does, and returns the number of the next. */
    @SuppressWarnings("ThreadPriorityCheck") // The yield is a courtesy; nothing depends on what it does.
    static int pause(int round) {
        if (round < SPINS) {
            Thread.onSpinWait();
        } else if (round < FIRST_SLEEP) {
            Thread.yield();
        } else {
            sleep();
        }
        return Math.min(round, FIRST_SLEEP) + 1;
    }

    private static void sleep() {
        if (Thread.interrupted()) {
            sleepInterrupted();
        } else {
            LockSupport.parkNanos(SLEEP_NANOS);
        }
    }

    /** An interrupt is also a permit not to park, so parking would return at once, each time. */
    private static void sleepInterrupted() {
        try {
            Thread.sleep(0, SLEEP_NANOS);
        } catch (InterruptedException e) {
            // Once more: it ends this sleep, and is not forgotten either.
        }
        Thread.currentThread().interrupt();
    }

    static void pauseInEachWay() {
        pause(0);
        pause(SPINS);
        pause(FIRST_SLEEP);
        boolean interrupted = Thread.interrupted();
        sleepInterrupted();
        if (!interrupted) {
            Thread.interrupted();
        }
    }
}
