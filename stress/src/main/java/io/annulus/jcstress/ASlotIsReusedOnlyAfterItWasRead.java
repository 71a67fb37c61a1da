// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LJJ_Result;

/** In a ring of one slot, the producer writes over an element only after the consumer has copied it: the consumer's tail is released after its loads. */
@JCStressTest
@Outcome(id = "\\w+, 0, 1", expect = ACCEPTABLE, desc = "The producer found the ring still full.")
@Outcome(id = "\\w+, 2, 1", expect = ACCEPTABLE, desc = "The consumer was first, and its slot was used again.")
@Outcome(expect = FORBIDDEN, desc = "The consumer read the second element in place of the first, or none.")
@State
public class ASlotIsReusedOnlyAfterItWasRead {
    private final SmallRing small = new SmallRing(Sides.any(), 2, 8);

    public ASlotIsReusedOnlyAfterItWasRead() {
        small.producer.enqueue(1L);
    }

    @Actor
    public void enqueue(LJJ_Result result) {
        result.r1 = small.sides;
        result.r2 = small.producer.enqueue(2L) ? 2 : 0;
    }

    @Actor
    public void dequeue(LJJ_Result result) {
        result.r3 = small.consumer.dequeueOr(SmallRing.NONE);
    }
}
