// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.annulus.jcstress.SmallObjectRing.Box;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/** Whoever gets an object sees what its producer wrote into it before. */
@JCStressTest
@Outcome(id = "\\w+, -1", expect = ACCEPTABLE, desc = "Before it came.")
@Outcome(id = "\\w+, 7", expect = ACCEPTABLE, desc = "After that.")
@Outcome(expect = FORBIDDEN, desc = "The object without its content.")
@State
public class ObjectsArriveWithTheirFields {
    private final SmallObjectRing small = new SmallObjectRing(Sides.any(), 3);

    @Actor
    public void enqueue() {
        small.producer.enqueue(new Box(7));
    }

    @Actor
    public void dequeue(LI_Result result) {
        result.r1 = small.sides;
        result.r2 = Box.digit(small.consumer.dequeue());
    }
}
