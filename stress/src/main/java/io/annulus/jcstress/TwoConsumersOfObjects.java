// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.annulus.jcstress.SmallObjectRing.Box;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LII_Result;

/** Two consumers at once: each gets an object of its own, and nobody an empty slot. */
@JCStressTest
@Outcome(id = "\\w+, (1, 2|2, 1)", expect = ACCEPTABLE, desc = "One each.")
@Outcome(expect = FORBIDDEN, desc = "The same one twice, or none.")
@State
public class TwoConsumersOfObjects {
    private final SmallObjectRing small = new SmallObjectRing(Sides.withTwoConsumers(), 3);

    public TwoConsumersOfObjects() {
        small.producer.enqueue(new Box(1));
        small.producer.enqueue(new Box(2));
    }

    @Actor
    public void first(LII_Result result) {
        result.r1 = small.sides;
        result.r2 = Box.digit(small.consumer.dequeue());
    }

    @Actor
    public void second(LII_Result result) {
        result.r3 = Box.digit(small.otherConsumer.dequeue());
    }
}
