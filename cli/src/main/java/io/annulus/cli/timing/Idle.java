// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.timing;

import java.util.concurrent.locks.LockSupport;

/**
 * What a loop does that has nothing to do: spins, then yields, then sleeps. Quick to notice while the other side is fast,
 * and soon out of the way on a machine with fewer processors than busy threads.
 */
public final class Idle {
    private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 20_000 : 0;
    private static final int YIELDS = SPINS + 50;
    private static final long SLEEP_NANOS = 50_000;

    private int rounds;

    /** Waits a little, longer from call to call. */
    @SuppressWarnings("ThreadPriorityCheck") // The yield is a courtesy; nothing depends on what it does.
    public void pause() {
        if (rounds < SPINS) {
            rounds++;
            Thread.onSpinWait();
        } else if (rounds < YIELDS) {
            rounds++;
            Thread.yield();
        } else {
            LockSupport.parkNanos(SLEEP_NANOS);
        }
    }

    /** There was something to do. */
    public void reset() {
        rounds = 0;
    }
}
