// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Two producers and a consumer on a ring with one slot: what comes out went in, once. The one promise for three threads,
 * which the tool tries on machines with as many processors only; {@link TwoOnOneSlotRing} is tried on all.
 */
@JCStressTest
@Outcome(
        id = {"\\w+, in 12: 1 then 2", "\\w+, in 12: 2 then 1"},
        expect = ACCEPTABLE,
        desc = "One in, out, and the other in.")
@Outcome(id = "\\w+, in 1: 1 then 0", expect = ACCEPTABLE, desc = "The second found it full; the first was dequeued.")
@Outcome(id = "\\w+, in 2: 2 then 0", expect = ACCEPTABLE, desc = "The first found it full; the second was dequeued.")
@Outcome(id = "\\w+, in 1: -1 then 1", expect = ACCEPTABLE, desc = "Nothing was dequeued in time; the first is there.")
@Outcome(id = "\\w+, in 2: -1 then 2", expect = ACCEPTABLE, desc = "Nothing was dequeued in time; the second is there.")
@Outcome(expect = FORBIDDEN, desc = "Anything else breaks the ring.")
@State
public class ThreeOnOneSlotRing {
    private final SmallRing small = new SmallRing(Sides.withTwoProducers(), 2, 8);
    private boolean firstIsIn;
    private boolean secondIsIn;
    private long out;

    @Actor
    public void first() {
        firstIsIn = small.producer.enqueue(1L);
    }

    @Actor
    public void second() {
        secondIsIn = small.otherProducer.enqueue(2L);
    }

    @Actor
    public void third() {
        out = small.consumer.dequeueOr(SmallRing.NONE);
    }

    @Arbiter
    public void drain(LL_Result result) {
        result.r1 = small.sides;
        result.r2 = "in " + (firstIsIn ? "1" : "") + (secondIsIn ? "2" : "") + ": " + out + " then " + small.drain();
    }
}
