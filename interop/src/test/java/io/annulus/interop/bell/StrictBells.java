// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.bell;

import io.annulus.ivshmem.doorbell.Doorbells;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Doorbells that are relied on: whoever waits looks again when it is rung, and only then. So a wake-up that gets lost is a failure,
 * and not a second's delay.
 *
 * @param bells rung and waited for
 */
record StrictBells(Doorbells bells) implements Doorbells {
    /** Only a hang takes longer. */
    static final Duration LONGEST = Duration.ofMinutes(3);

    @Override
    public boolean awaitUntil(int vector, BooleanSupplier isSo, Duration patience) {
        while (!isSo.getAsBoolean()) {
            if (bells.await(vector, patience) == 0) {
                throw new IllegalStateException(
                        "peer " + id() + " was not rung on vector " + vector + " for " + patience
                                + (isSo.getAsBoolean() ? ", though what it waits for is so: a wake-up was lost" : ""));
            }
        }
        return true;
    }

    @Override
    public int id() {
        return bells.id();
    }

    @Override
    public int vectors() {
        return bells.vectors();
    }

    @Override
    public void ring(int peer, int vector) {
        bells.ring(peer, vector);
    }

    @Override
    public long await(int vector, Duration patience) {
        return bells.await(vector, patience);
    }

    @Override
    public void close() {
        bells.close();
    }
}
