// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.annulus.ring.Defect;
import io.annulus.ring.DefectiveMulti;
import io.annulus.ring.RingSpec;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** Deliberately wrong: a producer that stores the tail before the element. This must be caught. */
@JCStressTest
@Outcome(id = "-1", expect = ACCEPTABLE, desc = "The ring was still empty.")
@Outcome(id = "7", expect = ACCEPTABLE, desc = "The element.")
@Outcome(expect = FORBIDDEN, desc = "What was in the slot before: the defect shows.")
@State
public class PublishedTooEarly {
    private final SmallRing small = new SmallRing(Sides.MULTI, 4, 8);
    private final DefectiveMulti producer =
            new DefectiveMulti(small.memory, RingSpec.ofEntries(4), Defect.TAIL_BEFORE_ELEMENT);

    @Actor
    public void enqueue() {
        producer.enqueue(7);
    }

    @Actor
    public void dequeue(J_Result result) {
        result.r1 = small.consumer.dequeueOr(SmallRing.NONE);
    }
}
