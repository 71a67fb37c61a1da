// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import io.annulus.region.AbiProfile;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Reservation;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A real ring, with its indices about to wrap at 2^32, and a producer and a consumer for each thread that wants one. Plain
 * loops, no streams: Lincheck follows each call and each access in here.
 */
final class RealRing implements RingOperations {
    private static final int LARGEST = 4096;
    // One piece of memory for all rings, one after the other: Lincheck makes many thousands.
    private static final MemorySegment MEMORY = Arena.global().allocate(LARGEST, 64);

    private final Producer[] producers;
    private final Consumer[] consumers;

    RealRing(RingSpec spec) {
        AbiProfile profile = AbiProfile.host();
        Ring ring = Ring.createRaw(MEMORY, "lincheck", spec, profile);
        RingStart.at(MEMORY, profile, spec, RingStart.ABOUT_TO_WRAP);
        producers = new Producer[spec.producers() == SyncMode.SINGLE ? 1 : THREADS];
        consumers = new Consumer[spec.consumers() == SyncMode.SINGLE ? 1 : THREADS];
        for (int i = 0; i < producers.length; i++) {
            producers[i] = ring.producer();
        }
        for (int i = 0; i < consumers.length; i++) {
            consumers[i] = ring.consumer();
        }
    }

    @Override
    public Producer producer(int thread) {
        return producers[thread % producers.length];
    }

    @Override
    public Consumer consumer(int thread) {
        return consumers[thread % consumers.length];
    }

    @Override
    public boolean enqueue(int thread, long value) {
        return producer(thread).enqueue(value);
    }

    @Override
    public int enqueue(int thread, int least, long[] values) {
        return least == 1
                ? producer(thread).enqueueBurst(values, 0, values.length)
                : producer(thread).enqueueBulk(values, 0, values.length);
    }

    @Override
    public long dequeue(int thread) {
        return consumer(thread).dequeueOr(NONE);
    }

    @Override
    public int dequeue(int thread, int least, long[] values) {
        return least == 1
                ? consumer(thread).dequeueBurst(values, 0, values.length)
                : consumer(thread).dequeueBulk(values, 0, values.length);
    }

    @Override
    public int fill(int thread, int least, long[] values, int kept) {
        Producer producer = producer(thread);
        Reservation room = least == 1 ? producer.reserveBurst(values.length) : producer.reserveBulk(values.length);
        for (int i = 0; i < room.count(); i++) {
            room.setLong(i, values[i]);
        }
        return end(room, kept);
    }

    @Override
    public int look(int thread, int least, long[] values, int kept) {
        Consumer consumer = consumer(thread);
        Reservation found = least == 1 ? consumer.reserveBurst(values.length) : consumer.reserveBulk(values.length);
        for (int i = 0; i < found.count(); i++) {
            values[i] = found.getLong(i);
        }
        return end(found, kept);
    }

    private static int end(Reservation reservation, int kept) {
        reservation.commit(Math.min(kept, reservation.count()));
        return reservation.count();
    }
}
