// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LII_Result;

/**
 * As {@link WhatIsFreeAndWhatIsThere}, with a second producer on the side that moves on: one slot less may be free, one
 * element more there, and what is told need not be of one moment, but always of the ring.
 */
@JCStressTest
@Outcome(
        id = "\\w+, [012], [012]",
        expect = ACCEPTABLE,
        desc = "One to three of three slots used, at most two elements left.")
@Outcome(expect = FORBIDDEN, desc = "More than there can be: a head and a tail of different times were subtracted.")
@State
public class WhatIsFreeBesideOthers {
    private final SmallRing small = new SmallRing(Sides.withTwoProducers(), 4, 8);

    public WhatIsFreeBesideOthers() {
        small.producer.enqueue(1L);
    }

    @Actor
    public void enqueue(LII_Result result) {
        small.producer.enqueue(2L);
        result.r1 = small.sides;
        result.r2 = small.producer.freeAfter();
    }

    @Actor
    public void enqueueAndDequeue(LII_Result result) {
        small.otherProducer.enqueue(3L);
        small.consumer.dequeueOr(SmallRing.NONE);
        result.r3 = small.consumer.availableAfter();
    }
}
