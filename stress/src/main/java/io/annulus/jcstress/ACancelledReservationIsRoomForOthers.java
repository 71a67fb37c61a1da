// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.annulus.ring.Reservation;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LIJ_Result;

/** Another producer waits while all slots are reserved, and when they are let go of uses them: it never finds the ring full. */
@JCStressTest
@Outcome(id = "\\w+, 3, 123", expect = ACCEPTABLE, desc = "The other one's elements, whole.")
@Outcome(expect = FORBIDDEN, desc = "No room, or something of what was cancelled.")
@State
public class ACancelledReservationIsRoomForOthers {
    private final SmallRing small = new SmallRing(Sides.withHtsProducers(), 4, 8);
    private final long[] in = {1, 2, 3};

    @Actor
    public void cancel() {
        Reservation room = small.producer.reserveBulk(3);
        for (int i = 0; i < room.count(); i++) {
            room.setLong(i, 9);
        }
        room.cancel();
    }

    @Actor
    public void enqueue(LIJ_Result result) {
        result.r1 = small.sides;
        result.r2 = small.otherProducer.enqueueBulk(in, 0, 3);
    }

    @Arbiter
    public void drain(LIJ_Result result) {
        result.r3 = small.drain();
    }
}
