// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.bell;

import io.annulus.interop.vm.Rest;
import io.annulus.ivshmem.doorbell.Doorbells;
import io.annulus.ivshmem.doorbell.RingBells;

/**
 * Waits to be rung, and rings.
 *
 * @param bells of the ring
 * @param own whose doorbells
 * @param vector for others to ring
 */
record BellRest(RingBells bells, Doorbells own, int vector) implements Rest {
    @Override
    public void enqueued(int count) {
        if (count > 0) {
            bells.enqueued(own);
        } else if (!bells.awaitRoom(own, vector, 1, StrictBells.LONGEST)) {
            throw new IllegalStateException(
                    "no room for " + StrictBells.LONGEST + ": " + bells.ring().info());
        }
    }

    @Override
    public void dequeued(int count) {
        if (count > 0) {
            bells.dequeued(own);
        } else if (!bells.awaitElements(own, vector, 1, StrictBells.LONGEST)) {
            throw new IllegalStateException("no elements for " + StrictBells.LONGEST + ": "
                    + bells.ring().info());
        }
    }
}
