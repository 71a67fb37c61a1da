// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/**
 * The wait inside {@link MultiSync#publish}: our elements are copied, those in front of us are not published yet.
 *
 * <p>There is no way back from here and so no deadline. Whoever is in front needs a processor to finish; on a machine with
 * more threads than processors it may be ours that it needs, so the wait gives it up sooner and sooner: spin, then yield,
 * then sleep. (A virtual thread that yields or sleeps here leaves its carrier to others, perhaps to the one it waits for.)
 * {@link Ring#stalls} tells an onlooker who is waited for.
 */
final class TailWait {
    private static final int SPINS = 256;
    private static final int YIELDS = 64;
    private static final long SLEEP_NANOS = 100_000;

    private TailWait() {}

    /** Returns whether it had to sleep. */
    @SuppressWarnings("ThreadPriorityCheck") // The yield is a courtesy; nothing depends on what it does.
    static boolean until(MemorySegment memory, long tail, int expected, int capacity) {
        boolean slept = false;
        int rounds = 0;
        int found;
        while ((found = Words.loadAcquireInt(memory, tail)) != expected) {
            if (rounds < SPINS) {
                rounds++;
                Thread.onSpinWait();
            } else if (rounds < SPINS + YIELDS) {
                rounds++;
                Thread.yield();
            } else {
                requirePossible(found, expected, capacity);
                slept = true;
                LockSupport.parkNanos(SLEEP_NANOS);
            }
        }
        return slept;
    }

    // Those in front of us hold no more than the ring does. A tail that says otherwise is not going to arrive.
    private static void requirePossible(int found, int expected, int capacity) {
        if (Integer.compareUnsigned(expected - found, capacity) > 0) {
            throw new AnnulusException(
                    Reason.WILD_INDEX,
                    "ring index: expected this side's tail at most " + capacity + " before "
                            + Integer.toUnsignedString(expected) + ", found " + Integer.toUnsignedString(found),
                    "Something wrote over the ring's indices; stop its users and reset or remove the ring");
        }
    }
}
