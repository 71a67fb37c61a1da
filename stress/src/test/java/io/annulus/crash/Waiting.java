// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do, with a deadline far beyond what any machine needs. */
final class Waiting {
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private Waiting() {}

    static void until(String what, BooleanSupplier holds) {
        long start = System.nanoTime();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as("waiting until %s", what).isLessThan(DEADLINE.toNanos());
            LockSupport.parkNanos(200_000);
        }
    }
}
