// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import io.annulus.objects.ObjectConsumer;
import io.annulus.objects.ObjectProducer;
import io.annulus.objects.ObjectRing;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;

/** As {@link SmallRing}, of references; on a SINGLE side there is no other role. */
final class SmallObjectRing {
    static final int NONE = -1;

    final Sides sides;
    final ObjectRing<Box> ring;
    final ObjectProducer<Box> producer;
    final ObjectProducer<Box> otherProducer;
    final ObjectConsumer<Box> consumer;
    final ObjectConsumer<Box> otherConsumer;

    SmallObjectRing(Sides sides, int capacity) {
        this.sides = sides;
        ring = ObjectRing.create(sides.of(RingSpec.ofCapacity(capacity)));
        producer = ring.producer();
        otherProducer = sides.producers == SyncMode.SINGLE ? null : ring.producer();
        consumer = ring.consumer();
        otherConsumer = sides.consumers == SyncMode.SINGLE ? null : ring.consumer();
    }

    /** Everything left, one digit each, in the order it comes out. */
    int drain() {
        int digits = 0;
        for (Box box = consumer.dequeue(); box != null; box = consumer.dequeue()) {
            digits = digits * 10 + box.digit;
        }
        return digits;
    }

    /** Something to pass on. Its field is not final, so that only the ring makes it visible. */
    static final class Box {
        int digit;

        Box(int digit) {
            this.digit = digit;
        }

        /** What is in it; 0 if that was not seen, {@link #NONE} if there is no box. */
        static int digit(Box box) {
            return box == null ? NONE : box.digit;
        }
    }
}
