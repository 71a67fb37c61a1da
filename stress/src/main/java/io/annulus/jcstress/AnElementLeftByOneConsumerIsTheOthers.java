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

/** One consumer looks at the only element and leaves it; the other one, which waits meanwhile, always gets it. */
@JCStressTest
@Outcome(id = "\\w+, 1, 1", expect = ACCEPTABLE, desc = "Looked at, left, and taken.")
@Outcome(id = "\\w+, -1, 1", expect = ACCEPTABLE, desc = "Taken before anyone looked.")
@Outcome(expect = FORBIDDEN, desc = "An element that was left was lost.")
@State
public class AnElementLeftByOneConsumerIsTheOthers {
    private final SmallRing small = new SmallRing(Sides.withHtsConsumers(), 4, 8);

    public AnElementLeftByOneConsumerIsTheOthers() {
        small.producer.enqueue(1L);
    }

    @Actor
    public void look(LJJ_Result result) {
        Reservation next = small.consumer.reserveBurst(1);
        result.r1 = small.sides;
        result.r2 = next.count() == 1 ? next.getLong(0) : SmallRing.NONE;
        next.cancel();
    }

    @Actor
    public void dequeue(LJJ_Result result) {
        result.r3 = small.otherConsumer.dequeueOr(SmallRing.NONE);
    }
}
