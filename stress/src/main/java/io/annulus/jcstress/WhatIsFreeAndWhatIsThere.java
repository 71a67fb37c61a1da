// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.annulus.ring.SyncMode;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * What a role is told after its operation while the others move on: first the free slots after an enqueue, then the elements
 * there after a dequeue. The ring has three slots of room and one element to begin with.
 */
public final class WhatIsFreeAndWhatIsThere {
    private WhatIsFreeAndWhatIsThere() {}

    private static final class Scene {
        private final SmallRing small;

        Scene(SyncMode mode) {
            small = new SmallRing(mode, 4, 8);
            small.producer.enqueue(1L);
        }

        void enqueue(II_Result result) {
            small.producer.enqueue(2L);
            result.r1 = small.producer.freeAfter();
        }

        void dequeue(II_Result result) {
            small.consumer.dequeueOr(SmallRing.NONE);
            result.r2 = small.consumer.availableAfter();
        }
    }

    /** SINGLE on both sides: nobody else uses up what is free, or takes what is there. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Neither saw the other.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Only the consumer saw the other.")
    @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "Only the producer saw the other.")
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "Both saw the other.")
    @Outcome(expect = FORBIDDEN, desc = "More than there can be, or less than there must be.")
    @State
    public static class Single {
        private final Scene scene = new Scene(SyncMode.SINGLE);

        @Actor
        public void enqueue(II_Result result) {
            scene.enqueue(result);
        }

        @Actor
        public void dequeue(II_Result result) {
            scene.dequeue(result);
        }
    }

    /** MULTI on both sides, with a second producer: one slot less may be free, one element more there. */
    @JCStressTest
    @Outcome(
            id = "[012], [012]",
            expect = ACCEPTABLE,
            desc = "One to three of three slots used, at most two elements left.")
    @Outcome(expect = FORBIDDEN, desc = "More than there can be: a head and a tail of different times were subtracted.")
    @State
    public static class Multi {
        private final Scene scene = new Scene(SyncMode.MULTI);

        @Actor
        public void enqueue(II_Result result) {
            scene.enqueue(result);
        }

        @Actor
        public void enqueueToo() {
            scene.small.otherProducer.enqueue(3L);
        }

        @Actor
        public void dequeue(II_Result result) {
            scene.dequeue(result);
        }
    }
}
