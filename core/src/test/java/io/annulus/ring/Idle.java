// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import java.util.concurrent.locks.LockSupport;

/** What a thread does that found nothing to do: it tries again at once, and soon leaves its processor to others. */
final class Idle {
    private static final int SPINS = 50;
    private static final long NAP_NANOS = 20_000;

    private int rounds;

    void after(int moved) {
        rounds = moved == 0 ? rounds + 1 : 0;
        if (rounds > SPINS) {
            LockSupport.parkNanos(NAP_NANOS);
        } else if (rounds > 0) {
            Thread.onSpinWait();
        }
    }
}
