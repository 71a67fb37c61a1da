// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LIJ_Result;

/** A burst shows all of its elements at once, and what a consumer is told is there can be dequeued. */
@JCStressTest
@Outcome(id = "\\w+, 0, 0", expect = ACCEPTABLE, desc = "Before the burst.")
@Outcome(id = "\\w+, 0, 123", expect = ACCEPTABLE, desc = "The burst came between the two looks.")
@Outcome(id = "\\w+, 3, 123", expect = ACCEPTABLE, desc = "After the burst.")
@Outcome(expect = FORBIDDEN, desc = "A part of a burst, or elements that were announced and not there.")
@State
public class BurstsAndWhatIsThere {
    private final SmallRing small = new SmallRing(Sides.any(), 8, 8);
    private final long[] in = {1, 2, 3};

    @Actor
    public void enqueue() {
        small.producer.enqueueBurst(in, 0, 3);
    }

    @Actor
    public void dequeue(LIJ_Result result) {
        result.r1 = small.sides;
        result.r2 = small.consumer.availableAfter();
        result.r3 = small.burst(4);
    }
}
