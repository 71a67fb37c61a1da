// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import io.annulus.objects.Inside;
import io.annulus.objects.ObjectConsumer;
import io.annulus.objects.ObjectProducer;
import io.annulus.objects.ObjectReservation;
import io.annulus.objects.ObjectRing;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;

/** As {@link RealRing}, an object ring, whose slots are to be empty when their elements have gone. */
final class RealObjectRing implements RingOperations {
    private final ObjectRing<Long> ring;
    private final ObjectProducer<Long>[] producers;
    private final ObjectConsumer<Long>[] consumers;

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no other arrays of them.
    RealObjectRing(RingSpec spec) {
        ring = ObjectRing.create(spec);
        RingStart.at(ring, RingStart.ABOUT_TO_WRAP);
        producers = new ObjectProducer[spec.producers() == SyncMode.SINGLE ? 1 : THREADS];
        consumers = new ObjectConsumer[spec.consumers() == SyncMode.SINGLE ? 1 : THREADS];
        for (int i = 0; i < producers.length; i++) {
            producers[i] = ring.producer();
        }
        for (int i = 0; i < consumers.length; i++) {
            consumers[i] = ring.consumer();
        }
    }

    @Override
    public ObjectProducer<Long> producer(int thread) {
        return producers[thread % producers.length];
    }

    @Override
    public ObjectConsumer<Long> consumer(int thread) {
        return consumers[thread % consumers.length];
    }

    @Override
    public boolean enqueue(int thread, long value) {
        return producer(thread).enqueue(value);
    }

    @Override
    public int enqueue(int thread, int least, long[] values) {
        Long[] elements = boxed(values);
        return least == 1
                ? producer(thread).enqueueBurst(elements, 0, elements.length)
                : producer(thread).enqueueBulk(elements, 0, elements.length);
    }

    @Override
    public long dequeue(int thread) {
        return orNone(consumer(thread).dequeue());
    }

    @Override
    public int dequeue(int thread, int least, long[] values) {
        Long[] elements = new Long[values.length];
        int count = least == 1
                ? consumer(thread).dequeueBurst(elements, 0, elements.length)
                : consumer(thread).dequeueBulk(elements, 0, elements.length);
        unbox(elements, values, count);
        return count;
    }

    @Override
    public int fill(int thread, int least, long[] values, int kept) {
        ObjectProducer<Long> producer = producer(thread);
        ObjectReservation<Long> room =
                least == 1 ? producer.reserveBurst(values.length) : producer.reserveBulk(values.length);
        for (int i = 0; i < room.count(); i++) {
            room.set(i, values[i]);
        }
        return end(room, kept);
    }

    @Override
    public int look(int thread, int least, long[] values, int kept) {
        ObjectConsumer<Long> consumer = consumer(thread);
        ObjectReservation<Long> found =
                least == 1 ? consumer.reserveBurst(values.length) : consumer.reserveBulk(values.length);
        for (int i = 0; i < found.count(); i++) {
            values[i] = orNone(found.get(i));
        }
        return end(found, kept);
    }

    private static int end(ObjectReservation<Long> reservation, int kept) {
        reservation.commit(Math.min(kept, reservation.count()));
        return reservation.count();
    }

    /** The oldest element, or what {@link #dequeue} returns if there is none. */
    long peek(int thread) {
        return orNone(consumer(thread).peek());
    }

    @Override
    public void requireTidy() {
        Inside.requireTidy(ring);
    }

    static Long[] boxed(long[] values) {
        Long[] elements = new Long[values.length];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = values[i];
        }
        return elements;
    }

    static void unbox(Long[] elements, long[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = orNone(elements[i]);
        }
    }

    static long orNone(Long element) {
        return element == null ? NONE : element;
    }
}
