// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.annulus.jcstress.SmallObjectRing.Box;
import io.annulus.objects.DefectiveObjects;
import io.annulus.ring.Defect;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Deliberately wrong: {@link AnEmptiedSlotKeepsItsNextObject} with a consumer that stores the tail before it empties its
 * slots. This must be caught.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The producer found the ring still full.")
@Outcome(id = "2, 45", expect = ACCEPTABLE, desc = "A slot was used again.")
@Outcome(expect = FORBIDDEN, desc = "The object in that slot was erased: the defect shows.")
@State
public class ClearedTooLate {
    private final SmallObjectRing small = new SmallObjectRing(Sides.MULTI, 3);
    private final DefectiveObjects<Box> consumer = new DefectiveObjects<>(small.ring, Defect.SLOT_CLEARED_AFTER_TAIL);
    private final Box[] in = SmallObjectRing.boxes(4, 5);
    private final Box[] out = new Box[3];

    public ClearedTooLate() {
        small.producer.enqueueBulk(SmallObjectRing.boxes(1, 2, 3), 0, 3);
    }

    @Actor
    public void dequeue() {
        consumer.dequeue(out);
    }

    @Actor
    public void enqueue(II_Result result) {
        result.r1 = small.producer.enqueueBulk(in, 0, 2);
    }

    @Arbiter
    public void drain(II_Result result) {
        result.r2 = small.drain();
    }
}
