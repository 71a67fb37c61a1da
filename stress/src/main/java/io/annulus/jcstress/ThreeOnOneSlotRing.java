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
import org.openjdk.jcstress.infra.results.JJJJ_Result;

/** Two producers and a consumer on a ring with one slot: what comes out went in, once. */
public final class ThreeOnOneSlotRing {
    private ThreeOnOneSlotRing() {}

    private static final class Scene {
        private final SmallRing small;

        Scene(SyncMode mode) {
            small = new SmallRing(mode, 2, 8);
        }
    }

    /** MULTI on both sides. */
    @JCStressTest
    @Outcome(
            id = {"1, 1, 1, 2", "1, 1, 2, 1"},
            expect = ACCEPTABLE,
            desc = "One in, out, and the other in.")
    @Outcome(id = "1, 0, 1, 0", expect = ACCEPTABLE, desc = "The second found it full; the first was dequeued.")
    @Outcome(id = "0, 1, 2, 0", expect = ACCEPTABLE, desc = "The first found it full; the second was dequeued.")
    @Outcome(id = "1, 0, -1, 1", expect = ACCEPTABLE, desc = "Nothing was dequeued in time; the first is there.")
    @Outcome(id = "0, 1, -1, 2", expect = ACCEPTABLE, desc = "Nothing was dequeued in time; the second is there.")
    @Outcome(expect = FORBIDDEN, desc = "Anything else breaks the ring.")
    @State
    public static class Multi {
        private final Scene scene = new Scene(SyncMode.MULTI);

        @Actor
        public void first(JJJJ_Result result) {
            result.r1 = scene.small.producer.enqueue(1L) ? 1 : 0;
        }

        @Actor
        public void second(JJJJ_Result result) {
            result.r2 = scene.small.otherProducer.enqueue(2L) ? 1 : 0;
        }

        @Actor
        public void third(JJJJ_Result result) {
            result.r3 = scene.small.consumer.dequeueOr(SmallRing.NONE);
        }

        @Arbiter
        public void drain(JJJJ_Result result) {
            result.r4 = scene.small.drain();
        }
    }
}
