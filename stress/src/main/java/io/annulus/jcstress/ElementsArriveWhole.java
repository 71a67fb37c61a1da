// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LJJ_Result;

/** What was written before an enqueue is seen by whoever dequeues it: the tail's release store pairs with its acquire load. */
@JCStressTest
@Outcome(id = "\\w+, 0, 0", expect = ACCEPTABLE, desc = "The ring was still empty.")
@Outcome(id = "\\w+, 7, 7", expect = ACCEPTABLE, desc = "Both halves of the element.")
@Outcome(expect = FORBIDDEN, desc = "The tail was seen before the element, or half of it.")
@State
public class ElementsArriveWhole {
    private final SmallRing small = new SmallRing(Sides.any(), 4, 16);
    private final MemorySegment in = SmallRing.pair(7);
    private final MemorySegment out = SmallRing.pair(0);

    @Actor
    public void enqueue() {
        small.producer.enqueue(in, 0);
    }

    @Actor
    public void dequeue(LJJ_Result result) {
        small.consumer.dequeue(out, 0);
        result.r1 = small.sides;
        result.r2 = out.get(ValueLayout.JAVA_LONG, 0);
        result.r3 = out.get(ValueLayout.JAVA_LONG, 8);
    }
}
