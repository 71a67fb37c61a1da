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
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** In a ring of one slot: a consumer that empties the slot does not erase what the next producer puts into it. */
@JCStressTest
@Outcome(id = "\\w+, 1, 0, 0", expect = ACCEPTABLE, desc = "The producer found the ring still full.")
@Outcome(id = "\\w+, 1, 1, 2", expect = ACCEPTABLE, desc = "The slot was used again.")
@Outcome(expect = FORBIDDEN, desc = "An object was lost, doubled or seen too early.")
@State
public class AnEmptiedSlotKeepsItsNextObject {
    private final SmallObjectRing small = new SmallObjectRing(Sides.any(), 1);

    public AnEmptiedSlotKeepsItsNextObject() {
        small.producer.enqueue(new Box(1));
    }

    @Actor
    public void dequeue(LLLL_Result result) {
        result.r1 = small.sides;
        result.r2 = Box.digit(small.consumer.dequeue());
    }

    @Actor
    public void enqueue(LLLL_Result result) {
        result.r3 = small.producer.enqueue(new Box(2)) ? 1 : 0;
    }

    @Arbiter
    public void drain(LLLL_Result result) {
        result.r4 = small.drain();
    }
}
