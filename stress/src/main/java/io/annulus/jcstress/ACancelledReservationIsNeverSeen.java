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
import org.openjdk.jcstress.infra.results.LJJ_Result;

/** Slots that were reserved, filled and let go of are never seen; the next element takes the first of them. */
@JCStressTest
@Outcome(id = "\\w+, 0, 1", expect = ACCEPTABLE, desc = "Dequeued before the element was there.")
@Outcome(id = "\\w+, 1, 0", expect = ACCEPTABLE, desc = "Dequeued after.")
@Outcome(expect = FORBIDDEN, desc = "Something of what was cancelled.")
@State
public class ACancelledReservationIsNeverSeen {
    private final SmallRing small = new SmallRing(Sides.whereProducersReserve(), 4, 8);

    @Actor
    public void cancelAndEnqueue() {
        Reservation room = small.producer.reserveBulk(2);
        room.setLong(0, 9);
        room.setLong(1, 9);
        room.cancel();
        small.producer.enqueue(1L);
    }

    @Actor
    public void dequeue(LJJ_Result result) {
        result.r1 = small.sides;
        result.r2 = small.burst(3);
    }

    @Arbiter
    public void drain(LJJ_Result result) {
        result.r3 = small.drain();
    }
}
