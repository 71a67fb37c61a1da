// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.region.AbiProfile;
import java.lang.foreign.Arena;
import java.time.Duration;

/**
 * A program, to be run with one carrier thread, in which one virtual thread waits for another on a MULTI_HTS side. Where the
 * one that waits yielded or parked, interrupted as it is, it stood still about once in four runs.
 */
final class OneCarrier {
    private OneCarrier() {}

    public static void main(String[] args) throws InterruptedException {
        RingSpec spec = RingSpec.ofEntries(8).withProducers(SyncMode.MULTI_HTS);
        Ring ring = Ring.createRaw(Arena.ofAuto().allocate(1024, 64), "one", spec, AbiProfile.LINE_64);
        try (Producer first = ring.producer();
                Producer second = ring.producer()) {
            second.setPatience(Duration.ofHours(1));
            Reservation room = first.reserveBulk(1);
            room.setLong(0, 1);
            Thread waiting = Thread.ofVirtual().start(() -> {
                Thread.currentThread().interrupt();
                second.enqueue(2L);
            });
            // Scheduled behind the other, on the only carrier there is.
            Thread ending = Thread.ofVirtual().start(room::commit);
            ending.join();
            waiting.join();
        }
        if (ring.count() == 2) {
            System.out.println("both have enqueued");
        }
    }
}
