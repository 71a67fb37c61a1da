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

/** Two consumers at once: each element goes to one of them. */
public final class TwoConsumersGetElementsOfTheirOwn {
    private TwoConsumersGetElementsOfTheirOwn() {}

    private static final class Scene {
        private final SmallRing small;

        Scene(SyncMode mode) {
            small = new SmallRing(mode, 4, 8);
            small.producer.enqueue(1L);
            small.producer.enqueue(2L);
        }
    }

    /** MULTI on both sides. */
    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "The first consumer came first.")
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "The second came first.")
    @Outcome(expect = FORBIDDEN, desc = "Anything else breaks the ring.")
    @State
    public static class Multi {
        private final Scene scene = new Scene(SyncMode.MULTI);

        @Actor
        public void first(JJ_Result result) {
            result.r1 = scene.small.consumer.dequeueOr(SmallRing.NONE);
        }

        @Actor
        public void second(JJ_Result result) {
            result.r2 = scene.small.otherConsumer.dequeueOr(SmallRing.NONE);
        }
    }
}
