// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.annulus.jcstress.SmallObjectRing.Box;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/** Two producers at once: neither object is lost, doubled or put over the other. */
@JCStressTest
@Outcome(id = "\\w+, (12|21)", expect = ACCEPTABLE, desc = "One after the other.")
@Outcome(expect = FORBIDDEN, desc = "Anything else breaks the ring.")
@State
public class TwoProducersOfObjects {
    private final SmallObjectRing small = new SmallObjectRing(Sides.withTwoProducers(), 3);

    @Actor
    public void first() {
        small.producer.enqueue(new Box(1));
    }

    @Actor
    public void second() {
        small.otherProducer.enqueue(new Box(2));
    }

    @Arbiter
    public void drain(LI_Result result) {
        result.r1 = small.sides;
        result.r2 = small.drain();
    }
}
