// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.bell;

import io.annulus.ivshmem.doorbell.Doorbells;
import io.annulus.ivshmem.doorbell.WaitingPlace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.SplittableRandom;

/**
 * Two parties that take turns: each waits for the other's number in the memory, and then writes its own; at random moments, so that
 * each write falls before, into and after the other's going to sleep. A wake-up that gets lost stops both.
 *
 * <pre>
 *    0                 128                        256                 384                       512
 *    | leader's number | the follower waits here  | follower's number | the leader waits here   |
 * </pre>
 *
 * @param own whose doorbells, relied on
 * @param vector of its own
 * @param memory 512 bytes of a region
 * @param random for the delays
 */
record Rounds(Doorbells own, int vector, MemorySegment memory, SplittableRandom random) {
    static final String ZONE = "rounds";
    static final long BYTES = 512;

    private static final long LEADER = 0;
    private static final long FOLLOWER = 256;
    private static final long PLACE = 128;
    private static final VarHandle NUMBER = ValueLayout.JAVA_LONG.varHandle();
    // None; less than going to sleep takes on the host; and less than it takes in a guest that is translated.
    private static final int[] LONGEST_DELAYS = {1, 20_000, 1_000_000};

    /** Returns how often it had to ring. */
    long lead(int rounds) {
        long rang = 0;
        for (long round = 1; round <= rounds; round++) {
            delay();
            rang += write(LEADER, round);
            await(FOLLOWER, round);
        }
        return rang;
    }

    /** Returns how often it had to ring. */
    long follow(int rounds) {
        long rang = 0;
        for (long round = 1; round <= rounds; round++) {
            await(LEADER, round);
            delay();
            rang += write(FOLLOWER, round);
        }
        return rang;
    }

    private int write(long whose, long round) {
        NUMBER.setRelease(memory, whose, round);
        return new WaitingPlace(memory, whose + PLACE).wake(own) ? 1 : 0;
    }

    private void await(long whose, long round) {
        try {
            new WaitingPlace(memory, whose + PLACE)
                    .await(own, vector, () -> number(whose) >= round, StrictBells.LONGEST);
        } catch (IllegalStateException e) {
            throw new IllegalStateException("in round " + round + ": " + state(), e);
        }
    }

    /** Both sides, as the memory has them. */
    String state() {
        return "leader at " + number(LEADER) + ", follower at " + number(FOLLOWER) + "; the follower's place has "
                + Long.toHexString(number(LEADER + PLACE)) + ", the leader's "
                + Long.toHexString(number(FOLLOWER + PLACE));
    }

    private long number(long offset) {
        return (long) NUMBER.getAcquire(memory, offset);
    }

    private void delay() {
        long nanos = random.nextInt(LONGEST_DELAYS[random.nextInt(LONGEST_DELAYS.length)]);
        for (long start = System.nanoTime(); System.nanoTime() - start < nanos; ) {
            Thread.onSpinWait();
        }
    }
}
