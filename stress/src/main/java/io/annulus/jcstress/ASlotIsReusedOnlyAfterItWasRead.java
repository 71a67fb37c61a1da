// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LJJ_Result;

/**
 * The producer writes over an element only after the consumer has copied it: the consumer's tail is released after its loads.
 * The ring has four slots, of which three are in use; the second element to come is put where the first of them was.
 */
@JCStressTest
@Outcome(id = "\\w+, 0, 123", expect = ACCEPTABLE, desc = "The producer found the ring still full.")
@Outcome(id = "\\w+, 2, 123", expect = ACCEPTABLE, desc = "The consumer was first, and a slot was used again.")
@Outcome(expect = FORBIDDEN, desc = "The consumer read a new element in place of an old one.")
@State
public class ASlotIsReusedOnlyAfterItWasRead {
    private final SmallRing small = new SmallRing(Sides.any(), 4, 8);
    private final long[] in = {4, 5};

    public ASlotIsReusedOnlyAfterItWasRead() {
        small.producer.enqueueBulk(new long[] {1, 2, 3}, 0, 3);
    }

    @Actor
    public void enqueue(LJJ_Result result) {
        result.r1 = small.sides;
        result.r2 = small.producer.enqueueBulk(in, 0, 2);
    }

    @Actor
    public void dequeue(LJJ_Result result) {
        result.r3 = small.burst(3);
    }
}
