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
import org.openjdk.jcstress.infra.results.IIJ_Result;

/** Room for one of two bulks: one goes in whole, the other not at all. */
public final class OneOfTwoBulksFits {
    private OneOfTwoBulksFits() {}

    private static final class Scene {
        private final SmallRing small;
        private final long[] ones = SmallRing.repeated(4, 1);
        private final long[] twos = SmallRing.repeated(4, 2);

        Scene(SyncMode mode) {
            small = new SmallRing(mode, 8, 8);
        }
    }

    /** MULTI on both sides. */
    @JCStressTest
    @Outcome(id = "4, 0, 1111", expect = ACCEPTABLE, desc = "The first producer was faster.")
    @Outcome(id = "0, 4, 2222", expect = ACCEPTABLE, desc = "The second was.")
    @Outcome(expect = FORBIDDEN, desc = "Anything else breaks the ring.")
    @State
    public static class Multi {
        private final Scene scene = new Scene(SyncMode.MULTI);

        @Actor
        public void first(IIJ_Result result) {
            result.r1 = scene.small.producer.enqueueBulk(scene.ones, 0, 4);
        }

        @Actor
        public void second(IIJ_Result result) {
            result.r2 = scene.small.otherProducer.enqueueBulk(scene.twos, 0, 4);
        }

        @Arbiter
        public void drain(IIJ_Result result) {
            result.r3 = scene.small.drain();
        }
    }
}
