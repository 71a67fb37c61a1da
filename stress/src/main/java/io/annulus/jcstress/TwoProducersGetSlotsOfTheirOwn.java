// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LJ_Result;

/** Two producers at once: neither element is lost, doubled or put over the other. */
@JCStressTest
@Outcome(id = "\\w+, 12", expect = ACCEPTABLE, desc = "The first producer came first.")
@Outcome(id = "\\w+, 21", expect = ACCEPTABLE, desc = "The second came first.")
@Outcome(expect = FORBIDDEN, desc = "Anything else breaks the ring.")
@State
public class TwoProducersGetSlotsOfTheirOwn {
    private final SmallRing small = new SmallRing(Sides.withTwoProducers(), 4, 8);

    @Actor
    public void first() {
        small.producer.enqueue(1L);
    }

    @Actor
    public void second() {
        small.otherProducer.enqueue(2L);
    }

    @Arbiter
    public void drain(LJ_Result result) {
        result.r1 = small.sides;
        result.r2 = small.drain();
    }
}
