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
 * What a role is told after its operation while the other side moves on: first the free slots after an enqueue, then the
 * elements there after a dequeue. The ring has three slots of room and one element to begin with. Nobody else uses up what
 * is free, or takes what is there.
 */
@JCStressTest
@Outcome(id = "\\w+, 1, 0", expect = ACCEPTABLE, desc = "Neither saw the other.")
@Outcome(id = "\\w+, 1, 1", expect = ACCEPTABLE, desc = "Only the consumer saw the other.")
@Outcome(id = "\\w+, 2, 0", expect = ACCEPTABLE, desc = "Only the producer saw the other.")
@Outcome(id = "\\w+, 2, 1", expect = ACCEPTABLE, desc = "Both saw the other.")
@Outcome(expect = FORBIDDEN, desc = "More than there can be, or less than there must be.")
@State
public class WhatIsFreeAndWhatIsThere {
    private final SmallRing small = new SmallRing(Sides.any(), 4, 8);

    public WhatIsFreeAndWhatIsThere() {
        small.producer.enqueue(1L);
    }

    @Actor
    public void enqueue(LII_Result result) {
        small.producer.enqueue(2L);
        result.r1 = small.sides;
        result.r2 = small.producer.freeAfter();
    }

    @Actor
    public void dequeue(LII_Result result) {
        small.consumer.dequeueOr(SmallRing.NONE);
        result.r3 = small.consumer.availableAfter();
    }
}
