// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.annulus.ring.Reservation;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LJJ_Result;

/**
 * An element that a consumer looks at in place stays what it is until the commit; only then is its slot used again. The ring
 * has four slots, of which three are in use; the second element to come is put where the first of them was.
 */
@JCStressTest
@Outcome(id = "\\w+, 11, 0", expect = ACCEPTABLE, desc = "The producer found the ring still full.")
@Outcome(id = "\\w+, 11, 2", expect = ACCEPTABLE, desc = "The consumer was first, and the slot was used again.")
@Outcome(expect = FORBIDDEN, desc = "The element changed under the consumer's eyes.")
@State
public class ASlotUnderReservationIsNotOverwritten {
    private final SmallRing small = new SmallRing(Sides.whereConsumersReserve(), 4, 8);
    private final long[] in = {4, 5};

    public ASlotUnderReservationIsNotOverwritten() {
        small.producer.enqueueBulk(new long[] {1, 2, 3}, 0, 3);
    }

    @Actor
    public void lookTwiceAndTake(LJJ_Result result) {
        Reservation next = small.consumer.reserveBulk(2);
        long once = next.getLong(0);
        small.consumer.availableAfter(); // Loads the tail, so that the element has to be loaded anew.
        long again = next.getLong(0);
        next.commit();
        result.r1 = small.sides;
        result.r2 = once * 10 + again;
    }

    @Actor
    public void enqueue(LJJ_Result result) {
        result.r3 = small.producer.enqueueBulk(in, 0, 2);
    }
}
