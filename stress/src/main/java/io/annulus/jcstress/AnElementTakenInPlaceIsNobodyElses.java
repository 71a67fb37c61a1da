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

/** Two consumers, of which one takes what it reserved: each element goes to one of them. */
@JCStressTest
@Outcome(id = "\\w+, 12, -1", expect = ACCEPTABLE, desc = "Both were taken in place.")
@Outcome(id = "\\w+, 2, 1", expect = ACCEPTABLE, desc = "The second was.")
@Outcome(expect = FORBIDDEN, desc = "An element was taken twice, or by nobody.")
@State
public class AnElementTakenInPlaceIsNobodyElses {
    private final SmallRing small = new SmallRing(Sides.withHtsConsumers(), 4, 8);

    public AnElementTakenInPlaceIsNobodyElses() {
        small.producer.enqueue(1L);
        small.producer.enqueue(2L);
    }

    @Actor
    public void takeInPlace(LJJ_Result result) {
        Reservation next = small.consumer.reserveBurst(2);
        long digits = 0;
        for (int i = 0; i < next.count(); i++) {
            digits = digits * 10 + next.getLong(i);
        }
        next.commit();
        result.r1 = small.sides;
        result.r2 = digits;
    }

    @Actor
    public void dequeue(LJJ_Result result) {
        result.r3 = small.otherConsumer.dequeueOr(SmallRing.NONE);
    }
}
