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

/**
 * A consumer that empties its slots does not erase what the next producer puts into them. The ring has four slots, of which
 * three are in use; the second object to come is put where the first of them was.
 */
@JCStressTest
@Outcome(id = "\\w+, 123, 0, 0", expect = ACCEPTABLE, desc = "The producer found the ring still full.")
@Outcome(id = "\\w+, 123, 2, 45", expect = ACCEPTABLE, desc = "A slot was used again.")
@Outcome(expect = FORBIDDEN, desc = "An object was lost, doubled or seen too early.")
@State
public class AnEmptiedSlotKeepsItsNextObject {
    private final SmallObjectRing small = new SmallObjectRing(Sides.any(), 3);
    private final Box[] in = SmallObjectRing.boxes(4, 5);

    public AnEmptiedSlotKeepsItsNextObject() {
        small.producer.enqueueBulk(SmallObjectRing.boxes(1, 2, 3), 0, 3);
    }

    @Actor
    public void dequeue(LLLL_Result result) {
        result.r1 = small.sides;
        result.r2 = small.burst(3);
    }

    @Actor
    public void enqueue(LLLL_Result result) {
        result.r3 = small.producer.enqueueBulk(in, 0, 2);
    }

    @Arbiter
    public void drain(LLLL_Result result) {
        result.r4 = small.drain();
    }
}
