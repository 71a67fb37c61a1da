// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.annulus.jcstress.SmallObjectRing.Box;
import io.annulus.objects.ObjectReservation;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LII_Result;

/** Of a reservation of which only a part is committed, others see that part, and nothing before the commit. */
@JCStressTest
@Outcome(id = "\\w+, -1, (-1|1)", expect = ACCEPTABLE, desc = "At first before the commit.")
@Outcome(id = "\\w+, 1, -1", expect = ACCEPTABLE, desc = "After it: the first object, and no other.")
@Outcome(expect = FORBIDDEN, desc = "What was not committed, or not yet.")
@State
public class ACommitOfFewerObjectsShowsTheFirst {
    private final SmallObjectRing small = new SmallObjectRing(Sides.whereProducersReserve(), 3);

    @Actor
    public void commitOneOfTwo() {
        ObjectReservation<Box> room = small.producer.reserveBulk(2);
        room.set(0, new Box(1));
        room.set(1, new Box(2));
        room.commit(1);
    }

    @Actor
    public void dequeueTwice(LII_Result result) {
        result.r1 = small.sides;
        result.r2 = Box.digit(small.consumer.dequeue());
        result.r3 = Box.digit(small.consumer.dequeue());
    }
}
