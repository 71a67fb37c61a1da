// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.doorbell;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The doorbells of a party that shares memory with others: to ring those of the others, and to wait for its own. The same on
 * the host, where a client of the server has them, and in a virtual machine, where the device has.
 *
 * <p>A ring says "look at the memory" and nothing else. Several rings before a wait are one wake-up; nobody can tell who rang;
 * and a ring to somebody who is not there, or not yet ready to be interrupted, is lost without a word. So whoever waits looks at
 * the memory first, and again after each wake-up, and now and then without one: {@link #awaitUntil} does.
 */
public interface Doorbells extends AutoCloseable {
    /** How long {@link #awaitUntil} relies on being rung before it looks by itself. */
    Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /**
     * By which number others ring this party.
     *
     * @return 0 to 65535
     */
    int id();

    /**
     * On how many vectors this party can be interrupted.
     *
     * @return 0 if not at all: then it can ring others, and has to look at the memory again and again
     */
    int vectors();

    /**
     * Rings a doorbell. What was written to the memory before is visible to whom this wakes. Does not wait.
     *
     * @param peer whose, 0 to 65535; one that is not there is not rung, and nothing is said about it
     * @param vector which, 0 or more
     */
    void ring(int peer, int vector);

    /**
     * Waits to be rung.
     *
     * @param vector of this party's own
     * @param patience how long at most
     * @return how often the party was interrupted on it since the last wait, which is no more often than it was rung; 0 if
     *     time was over before
     * @throws AnnulusException {@link Reason#NOT_FOUND} if it has no such vector
     */
    long await(int vector, Duration patience);

    /**
     * Waits until something is so in the memory. Looks before it waits, after each ring, and once a second in any case. Where
     * there is no such vector it looks all the time, with short pauses.
     *
     * @param vector of this party's own, which others ring when they change the memory
     * @param isSo looks; by no other thread than this one
     * @param patience how long at most
     * @return false if it was not so when time was over
     */
    default boolean awaitUntil(int vector, BooleanSupplier isSo, Duration patience) {
        long start = System.nanoTime();
        Pauses pauses = new Pauses();
        while (true) {
            Duration left = patience.minusNanos(System.nanoTime() - start);
            if (isSo.getAsBoolean()) {
                return true;
            }
            if (!left.isPositive()) {
                return false;
            }
            if (vector < vectors()) {
                await(vector, left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
            } else {
                pauses.pause(left);
            }
        }
    }

    /** Gives them back. */
    @Override
    void close();
}
