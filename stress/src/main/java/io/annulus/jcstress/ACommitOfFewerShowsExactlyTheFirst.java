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

/** A commit of two of three reserved slots shows the first two, both at once, and nothing of the third. */
@JCStressTest
@Outcome(id = "\\w+, 0, 12", expect = ACCEPTABLE, desc = "Dequeued before the commit; afterwards both are there.")
@Outcome(id = "\\w+, 12, 0", expect = ACCEPTABLE, desc = "Dequeued after it.")
@Outcome(expect = FORBIDDEN, desc = "One of the two, or the one that was let go of.")
@State
public class ACommitOfFewerShowsExactlyTheFirst {
    private final SmallRing small = new SmallRing(Sides.whereProducersReserve(), 4, 8);

    @Actor
    public void commitTwoOfThree() {
        Reservation room = small.producer.reserveBulk(3);
        room.setLong(0, 1);
        room.setLong(1, 2);
        room.setLong(2, 9);
        room.commit(2);
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
