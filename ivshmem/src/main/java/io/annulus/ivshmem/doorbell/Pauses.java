// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.doorbell;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Pauses between looks at memory about which nobody rings: short at first, and no longer than a millisecond. An interrupt does not
 * shorten them, and is not forgotten.
 */
final class Pauses {
    private static final Duration SHORTEST = Duration.ofNanos(10_000);
    private static final Duration LONGEST = Duration.ofMillis(1);

    private Duration next = SHORTEST;

    /** The next pause, or as long as this. */
    void pause(Duration atMost) {
        Duration now = next.compareTo(atMost) < 0 ? next : atMost;
        next = next.compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
        if (Thread.interrupted()) {
            sleepInterrupted(now);
        } else {
            LockSupport.parkNanos(now.toNanos());
        }
    }

    /** Parking would return at once, each time: an interrupt is also a permit not to park. */
    private static void sleepInterrupted(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            // Once more: it ends this pause, and is not forgotten either.
        }
        Thread.currentThread().interrupt();
    }
}
