// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import io.annulus.objects.ObjectConsumer;
import io.annulus.objects.ObjectProducer;
import io.annulus.objects.ObjectRing;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.util.stream.IntStream;

/** As {@link SmallRing}, of references; on a SINGLE side there is no other role. */
final class SmallObjectRing {
    static final int NONE = -1;

    final Sides sides;
    final ObjectRing<Box> ring;
    final ObjectProducer<Box> producer;
    final ObjectProducer<Box> otherProducer;
    final ObjectConsumer<Box> consumer;
    final ObjectConsumer<Box> otherConsumer;
    private final Box[] burst = new Box[8];

    SmallObjectRing(Sides sides, int capacity) {
        this.sides = sides;
        ring = ObjectRing.create(sides.of(RingSpec.ofCapacity(capacity)));
        producer = ring.producer();
        otherProducer = sides.producers == SyncMode.SINGLE ? null : ring.producer();
        consumer = ring.consumer();
        otherConsumer = sides.consumers == SyncMode.SINGLE ? null : ring.consumer();
    }

    /** As many objects as there are, one digit each. */
    int burst(int most) {
        int count = consumer.dequeueBurst(burst, 0, most);
        int digits = 0;
        for (int i = 0; i < count; i++) {
            digits = digits * 10 + Box.digit(burst[i]);
        }
        return digits;
    }

    /** Everything left, one digit each, in the order it comes out. */
    int drain() {
        int digits = 0;
        for (Box box = consumer.dequeue(); box != null; box = consumer.dequeue()) {
            digits = digits * 10 + box.digit;
        }
        return digits;
    }

    static Box[] boxes(int... digits) {
        return IntStream.of(digits).mapToObj(Box::new).toArray(Box[]::new);
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
