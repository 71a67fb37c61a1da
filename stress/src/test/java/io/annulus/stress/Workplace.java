// SPDX-License-Identifier: Apache-2.0
package io.annulus.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.region.AbiProfile;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;

/**
 * A ring with the numbers of all objects in it, and what else workers share. The ring is raw, so that each worker can have
 * roles of its own on a SINGLE side, too.
 *
 * <p>As in DPDK's test there are 64 objects for each of 128 workers, or more, and the ring can hold twice as many: whatever
 * others hold or have not shown yet, there are always enough objects, and always enough room, for one worker more. (On an RTS
 * side at most the head-tail distance, an eighth of the capacity, is hidden.) So a refusal is a mistake.
 */
final class Workplace {
    private static final int OBJECTS_EACH = 64;
    private static final int DPDKS_WORKERS = 128;

    private final Mode mode;
    private final int objectCount;
    private final CacheLines objects;
    private final Ring ring;
    private final Lock lock = new ReentrantLock();
    private final AtomicBoolean stopped = new AtomicBoolean();

    Workplace(Mode mode, int workers) {
        this.mode = mode;
        this.objectCount = OBJECTS_EACH * Math.max(workers, DPDKS_WORKERS);
        this.objects = new CacheLines(objectCount);
        RingSpec spec = RingSpec.ofEntries(Integer.highestOneBit(2 * objectCount - 1) << 1)
                .withProducers(mode.sync())
                .withConsumers(mode.sync());
        long bytes = 1024 + (long) spec.size() * spec.elementSize();
        this.ring = Ring.createRaw(Arena.ofAuto().allocate(bytes, 64), "stress", spec, AbiProfile.host());
        try (Producer producer = ring.producer()) {
            long[] all = LongStream.range(0, objectCount).toArray();
            assertThat(producer.enqueueBulk(all, 0, objectCount)).isEqualTo(objectCount);
        }
    }

    CacheLines objects() {
        return objects;
    }

    Producer producer() {
        return ring.producer();
    }

    Consumer consumer() {
        return ring.consumer();
    }

    int dequeue(Consumer consumer, long[] values, int count) {
        enter();
        try {
            return mode.way().dequeue(consumer, values, count);
        } finally {
            leave();
        }
    }

    int enqueue(Producer producer, long[] values, int count) {
        enter();
        try {
            return mode.way().enqueue(producer, values, count);
        } finally {
            leave();
        }
    }

    private void enter() {
        if (mode.needsLock()) {
            lock.lock();
        }
    }

    private void leave() {
        if (mode.needsLock()) {
            lock.unlock();
        }
    }

    void stop() {
        stopped.set(true);
    }

    boolean isOpen() {
        return !stopped.get();
    }

    /** Every object is in the ring once, and is nobody's. */
    void requireEveryObjectOnce() {
        ring.requireSoundIndices();
        assertThat(ring.stalls()).isEmpty();
        assertThat(ring.count()).isEqualTo(objectCount);
        long[] all = new long[objectCount];
        try (Consumer consumer = ring.consumer()) {
            assertThat(consumer.dequeueBulk(all, 0, objectCount)).isEqualTo(objectCount);
        }
        objects.require(all, objectCount, CacheLines.NOBODY);
        Arrays.sort(all);
        assertThat(all).isEqualTo(LongStream.range(0, objectCount).toArray());
    }
}
