// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.annulus.ring.SyncMode;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** Two producers at once: neither element is lost, doubled or put over the other. */
public final class TwoProducersGetSlotsOfTheirOwn {
    private TwoProducersGetSlotsOfTheirOwn() {}

    private static final class Scene {
        private final SmallRing small;

        Scene(SyncMode mode) {
            small = new SmallRing(mode, 4, 8);
        }
    }

    /** MULTI on both sides. */
    @JCStressTest
    @Outcome(id = "12", expect = ACCEPTABLE, desc = "The first producer came first.")
    @Outcome(id = "21", expect = ACCEPTABLE, desc = "The second came first.")
    @Outcome(expect = FORBIDDEN, desc = "Anything else breaks the ring.")
    @State
    public static class Multi {
        private final Scene scene = new Scene(SyncMode.MULTI);

        @Actor
        public void first() {
            scene.small.producer.enqueue(1L);
        }

        @Actor
        public void second() {
            scene.small.otherProducer.enqueue(2L);
        }

        @Arbiter
        public void drain(J_Result result) {
            result.r1 = scene.small.drain();
        }
    }
}
