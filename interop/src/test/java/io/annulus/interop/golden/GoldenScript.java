// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.interop.Elements;
import io.annulus.interop.Shape;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Reservation;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What {@code golden_image} does to each ring.
 *
 * @param spec of the ring
 */
record GoldenScript(RingSpec spec) {

    /** Does the same. */
    void play(Ring ring) {
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            copy(producer, consumer);
            if (Shape.canHold(spec.producers())) {
                peek(producer);
            }
            if (Shape.canHold(spec.consumers())) {
                peek(consumer);
            }
        }
    }

    private void copy(Producer producer, Consumer consumer) {
        int capacity = spec.capacity();
        assertThat(producer.enqueueBulk(elements(100, 3), 0, 3)).isEqualTo(3);
        assertThat(consumer.dequeueBurst(elements(0, 2), 0, 2)).isEqualTo(2);
        assertThat(producer.enqueueBurst(elements(200, capacity + 1), 0, capacity + 1))
                .isEqualTo(capacity - 1);
        assertThat(consumer.dequeueBulk(elements(0, 3), 0, 3)).isEqualTo(3);
    }

    private void peek(Producer producer) {
        Reservation room = producer.reserveBulk(2);
        room.put(0, elements(300, 1), 0, 1);
        room.commit(1);
        room = producer.reserveBulk(2);
        new Elements(spec.elementSize()).fill(room.first(), 400, room.firstCount());
        new Elements(spec.elementSize())
                .fill(room.second(), 400L + room.firstCount(), room.count() - room.firstCount());
        room.cancel();
    }

    private void peek(Consumer consumer) {
        consumer.reserveBulk(1).commit();
        consumer.reserveBurst(2).cancel();
    }

    private MemorySegment elements(long first, int count) {
        return new Elements(spec.elementSize()).from(first, count);
    }

    /** The numbers of the elements that are left. */
    List<Long> left() {
        List<Long> left = new ArrayList<>(
                LongStream.range(202, 200L + spec.capacity() - 1).boxed().toList());
        if (Shape.canHold(spec.producers())) {
            left.add(300L);
        }
        return Shape.canHold(spec.consumers()) ? left.subList(1, left.size()) : left;
    }
}
