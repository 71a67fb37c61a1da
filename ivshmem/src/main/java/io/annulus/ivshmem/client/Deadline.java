// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

import java.time.Duration;

/**
 * When a wait ends.
 *
 * @param start as {@link System#nanoTime} counts
 * @param patience for how long from then on
 */
record Deadline(long start, Duration patience) {

    static Deadline after(Duration patience) {
        return new Deadline(System.nanoTime(), patience);
    }

    /** What is left; nothing when it has passed. */
    Duration left() {
        Duration left = patience.minusNanos(System.nanoTime() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean hasPassed() {
        return left().isZero();
    }

    @Override
    public String toString() {
        return patience.toMillis() + " ms";
    }
}
