// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.annulus.ring.SyncMode;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** In a ring of one slot, the producer writes over an element only after the consumer has copied it: the consumer's tail is released after its loads. */
public final class ASlotIsReusedOnlyAfterItWasRead {
    private ASlotIsReusedOnlyAfterItWasRead() {}

    private static final class Scene {
        private final SmallRing small;

        Scene(SyncMode mode) {
            small = new SmallRing(mode, 2, 8);
            small.producer.enqueue(1L);
        }
    }

    /** SINGLE on both sides. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The producer found the ring still full.")
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "The consumer was first, and its slot was used again.")
    @Outcome(expect = FORBIDDEN, desc = "The consumer read the second element in place of the first, or none.")
    @State
    public static class Single {
        private final Scene scene = new Scene(SyncMode.SINGLE);

        @Actor
        public void enqueue(JJ_Result result) {
            result.r1 = scene.small.producer.enqueue(2L) ? 2 : 0;
        }

        @Actor
        public void dequeue(JJ_Result result) {
            result.r2 = scene.small.consumer.dequeueOr(SmallRing.NONE);
        }
    }

    /** MULTI on both sides. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The producer found the ring still full.")
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "The consumer was first, and its slot was used again.")
    @Outcome(expect = FORBIDDEN, desc = "The consumer read the second element in place of the first, or none.")
    @State
    public static class Multi {
        private final Scene scene = new Scene(SyncMode.MULTI);

        @Actor
        public void enqueue(JJ_Result result) {
            result.r1 = scene.small.producer.enqueue(2L) ? 2 : 0;
        }

        @Actor
        public void dequeue(JJ_Result result) {
            result.r2 = scene.small.consumer.dequeueOr(SmallRing.NONE);
        }
    }
}
