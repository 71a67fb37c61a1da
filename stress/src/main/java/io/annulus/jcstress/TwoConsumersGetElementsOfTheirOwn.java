// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LJJ_Result;

/** Two consumers at once: each element goes to one of them. */
@JCStressTest
@Outcome(id = "\\w+, 1, 2", expect = ACCEPTABLE, desc = "The first consumer came first.")
@Outcome(id = "\\w+, 2, 1", expect = ACCEPTABLE, desc = "The second came first.")
@Outcome(expect = FORBIDDEN, desc = "Anything else breaks the ring.")
@State
public class TwoConsumersGetElementsOfTheirOwn {
    private final SmallRing small = new SmallRing(Sides.withTwoConsumers(), 4, 8);

    public TwoConsumersGetElementsOfTheirOwn() {
        small.producer.enqueue(1L);
        small.producer.enqueue(2L);
    }

    @Actor
    public void first(LJJ_Result result) {
        result.r1 = small.sides;
        result.r2 = small.consumer.dequeueOr(SmallRing.NONE);
    }

    @Actor
    public void second(LJJ_Result result) {
        result.r3 = small.otherConsumer.dequeueOr(SmallRing.NONE);
    }
}
