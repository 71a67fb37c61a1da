// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import io.annulus.region.AbiProfile;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.LongStream;

/** A real ring, with its indices about to wrap at 2^32, and a producer and a consumer for each thread that wants one. */
final class RealRing implements RingOperations {
    private static final int LARGEST = 4096;
    private static final int START = -2;
    // One piece of memory for all rings, one after the other: Lincheck makes many thousands.
    private static final MemorySegment MEMORY = Arena.global().allocate(LARGEST, 64);

    private final Producer[] producers;
    private final Consumer[] consumers;

    RealRing(int capacity, SyncMode mode) {
        AbiProfile profile = AbiProfile.host();
        RingSpec spec = RingSpec.ofCapacity(capacity).withProducers(mode).withConsumers(mode);
        Ring ring = Ring.createRaw(MEMORY, "lincheck", spec, profile);
        RingStart.at(MEMORY, profile, START);
        int roles = mode == SyncMode.SINGLE ? 1 : THREADS;
        producers = new Producer[roles];
        consumers = new Consumer[roles];
        for (int i = 0; i < roles; i++) {
            producers[i] = ring.producer();
            consumers[i] = ring.consumer();
        }
    }

    @Override
    public boolean enqueue(long value, int thread) {
        return producer(thread).enqueue(value);
    }

    @Override
    public int enqueueBulk(long value, int thread) {
        return producer(thread).enqueueBulk(following(value), 0, BULK);
    }

    @Override
    public int enqueueBurst(long value, int thread) {
        return producer(thread).enqueueBurst(following(value), 0, BULK);
    }

    @Override
    public List<Long> dequeue(int thread) {
        long found = consumer(thread).dequeueOr(-1L);
        return found == -1 ? List.of() : List.of(found);
    }

    @Override
    public List<Long> dequeueBulk(int thread) {
        long[] values = new long[BULK];
        return first(values, consumer(thread).dequeueBulk(values, 0, BULK));
    }

    @Override
    public List<Long> dequeueBurst(int thread) {
        long[] values = new long[BULK];
        return first(values, consumer(thread).dequeueBurst(values, 0, BULK));
    }

    // A SINGLE side has one role, which no two threads use at a time.
    private Producer producer(int thread) {
        return producers[thread % producers.length];
    }

    private Consumer consumer(int thread) {
        return consumers[thread % consumers.length];
    }

    private static long[] following(long value) {
        return LongStream.range(value, value + BULK).toArray();
    }

    private static List<Long> first(long[] values, int count) {
        return LongStream.of(values).limit(count).boxed().toList();
    }
}
