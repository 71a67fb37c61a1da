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

/** Who looks twice while the ring goes on sees it go on: never an object after it has gone. */
@JCStressTest
@Outcome(id = "\\w+, 1, (1|2|-1)", expect = ACCEPTABLE, desc = "The first object, and what came then.")
@Outcome(id = "\\w+, 2, 2", expect = ACCEPTABLE, desc = "The second object.")
@Outcome(id = "\\w+, -1, (2|-1)", expect = ACCEPTABLE, desc = "In between there was none.")
@Outcome(expect = FORBIDDEN, desc = "An object that had gone, or one without its content.")
@State
public class APeekedObjectIsTheOldest {
    private final SmallObjectRing small = new SmallObjectRing(Sides.withTwoConsumers(), 1);

    public APeekedObjectIsTheOldest() {
        small.producer.enqueue(new Box(1));
    }

    @Actor
    public void goOn() {
        small.consumer.dequeue();
        small.producer.enqueue(new Box(2));
    }

    @Actor
    public void lookTwice(LII_Result result) {
        result.r1 = small.sides;
        result.r2 = Box.digit(small.otherConsumer.peek());
        result.r3 = Box.digit(small.otherConsumer.peek());
    }
}
