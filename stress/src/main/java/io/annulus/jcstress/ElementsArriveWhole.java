// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.annulus.ring.SyncMode;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** What was written before an enqueue is seen by whoever dequeues it: the tail's release store pairs with its acquire load. */
public final class ElementsArriveWhole {
    private ElementsArriveWhole() {}

    private static final class Scene {
        private final SmallRing small;
        private final MemorySegment in = SmallRing.pair(7);
        private final MemorySegment out = SmallRing.pair(0);

        Scene(SyncMode mode) {
            small = new SmallRing(mode, 4, 16);
        }

        void enqueue() {
            small.producer.enqueue(in, 0);
        }

        void dequeue(JJ_Result result) {
            small.consumer.dequeue(out, 0);
            result.r1 = out.get(ValueLayout.JAVA_LONG, 0);
            result.r2 = out.get(ValueLayout.JAVA_LONG, 8);
        }
    }

    /** SINGLE on both sides. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The ring was still empty.")
    @Outcome(id = "7, 7", expect = ACCEPTABLE, desc = "Both halves of the element.")
    @Outcome(expect = FORBIDDEN, desc = "The tail was seen before the element, or half of it.")
    @State
    public static class Single {
        private final Scene scene = new Scene(SyncMode.SINGLE);

        @Actor
        public void enqueue() {
            scene.enqueue();
        }

        @Actor
        public void dequeue(JJ_Result result) {
            scene.dequeue(result);
        }
    }

    /** MULTI on both sides. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The ring was still empty.")
    @Outcome(id = "7, 7", expect = ACCEPTABLE, desc = "Both halves of the element.")
    @Outcome(expect = FORBIDDEN, desc = "The tail was seen before the element, or half of it.")
    @State
    public static class Multi {
        private final Scene scene = new Scene(SyncMode.MULTI);

        @Actor
        public void enqueue() {
            scene.enqueue();
        }

        @Actor
        public void dequeue(JJ_Result result) {
            scene.dequeue(result);
        }
    }
}
