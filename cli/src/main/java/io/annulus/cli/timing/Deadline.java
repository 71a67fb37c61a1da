// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.timing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A moment until which something may be waited for, on the monotonic clock.
 *
 * @param nanos as {@link System#nanoTime} counts
 */
public record Deadline(long nanos) {

    public static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    public boolean hasPassed() {
        return System.nanoTime() - nanos >= 0;
    }

    /** Sleeps, for no longer than until the deadline. */
    public void pause(Duration atMost) {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            LockSupport.parkNanos(Math.min(left, atMost.toNanos()));
        }
    }

    /** Sleeps until the deadline. */
    public void await() {
        while (!hasPassed()) {
            LockSupport.parkNanos(nanos - System.nanoTime());
        }
    }

    /** Such as {@code 500 ms} or {@code 2 s}. */
    public static String describe(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
