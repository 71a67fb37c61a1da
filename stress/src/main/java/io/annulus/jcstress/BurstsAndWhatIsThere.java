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

/** A burst shows all of its elements at once, and what a consumer is told is there can be dequeued. */
public final class BurstsAndWhatIsThere {
    private BurstsAndWhatIsThere() {}

    private static final class Scene {
        private final SmallRing small;
        private final long[] in = {1, 2, 3};
        private final long[] out = new long[4];

        Scene(SyncMode mode) {
            small = new SmallRing(mode, 8, 8);
        }

        void dequeue(II_Result result) {
            result.r1 = small.consumer.availableAfter();
            int count = small.consumer.dequeueBurst(out, 0, 4);
            result.r2 = count == 3 && (out[0] != 1 || out[1] != 2 || out[2] != 3) ? -1 : count;
        }
    }

    /** SINGLE on both sides. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Before the burst.")
    @Outcome(id = "0, 3", expect = ACCEPTABLE, desc = "The burst came between the two looks.")
    @Outcome(id = "3, 3", expect = ACCEPTABLE, desc = "After the burst.")
    @Outcome(expect = FORBIDDEN, desc = "A part of a burst, or elements that were announced and not there.")
    @State
    public static class Single {
        private final Scene scene = new Scene(SyncMode.SINGLE);

        @Actor
        public void enqueue() {
            scene.small.producer.enqueueBurst(scene.in, 0, 3);
        }

        @Actor
        public void dequeue(II_Result result) {
            scene.dequeue(result);
        }
    }

    /** MULTI on both sides. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Before the burst.")
    @Outcome(id = "0, 3", expect = ACCEPTABLE, desc = "The burst came between the two looks.")
    @Outcome(id = "3, 3", expect = ACCEPTABLE, desc = "After the burst.")
    @Outcome(expect = FORBIDDEN, desc = "A part of a burst, or elements that were announced and not there.")
    @State
    public static class Multi {
        private final Scene scene = new Scene(SyncMode.MULTI);

        @Actor
        public void enqueue() {
            scene.small.producer.enqueueBurst(scene.in, 0, 3);
        }

        @Actor
        public void dequeue(II_Result result) {
            scene.dequeue(result);
        }
    }
}
