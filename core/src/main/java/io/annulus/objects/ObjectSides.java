// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Mapping;
import io.annulus.memory.Words;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import io.annulus.sync.Dispatch;
import io.annulus.sync.HeadTailLayout;
import io.annulus.sync.OpenRoles;
import io.annulus.sync.Side;
import io.annulus.sync.SideSync;
import io.annulus.sync.SideWords;
import io.annulus.sync.Whereabouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The two sides of an object ring: their words, outside the heap and each on cache lines of its own, and who has roles on
 * them.
 *
 * <pre>
 *    0 +---------------------------+
 *      | 0 ...                     |
 *  128 +---------------------------+
 *      | producer {@link HeadTailLayout} |
 *  256 +---------------------------+
 *      | consumer {@link HeadTailLayout} |
 *  384 +---------------------------+
 * </pre>
 */
final class ObjectSides {
    private static final long LINES = 128;
    private static final long PRODUCER_OFFSET = LINES;
    private static final long CONSUMER_OFFSET = 2 * LINES;
    private static final long BYTES = 3 * LINES;
    /** A reference: nobody asks for its size. */
    private static final int ELEMENT = 1;

    private final MemorySegment memory = Arena.ofAuto().allocate(BYTES, LINES);
    private final OpenRoles roles = new OpenRoles("object ring");
    private final AtomicBoolean producing = new AtomicBoolean();
    private final AtomicBoolean consuming = new AtomicBoolean();
    private final int capacity;

    final SideWords producers;
    final SideWords consumers;

    ObjectSides(RingSpec spec) {
        this.capacity = spec.capacity();
        this.producers = words(PRODUCER_OFFSET, spec.producers(), spec.initialHeadTailDistance());
        this.consumers = words(CONSUMER_OFFSET, spec.consumers(), spec.initialHeadTailDistance());
    }

    private SideWords words(long offset, SyncMode mode, int distance) {
        SideWords words = new SideWords(memory, offset, mode.number());
        if (words.counts()) {
            words.setDistance(distance);
        }
        return words;
    }

    SideSync producer() {
        return open(PRODUCER_OFFSET, CONSUMER_OFFSET, capacity, producers.syncType());
    }

    SideSync consumer() {
        return open(CONSUMER_OFFSET, PRODUCER_OFFSET, 0, consumers.syncType());
    }

    private SideSync open(long own, long opposite, int base, int syncType) {
        Whereabouts where = new Whereabouts(
                "an object ring, " + (own == PRODUCER_OFFSET ? "producer" : "consumer") + " side",
                () -> "another thread of this process is in it");
        return Dispatch.open(new Side(Mapping.of(memory), syncType, own, opposite, base, capacity, where), ELEMENT);
    }

    /** Takes a role, and returns what gives it back. */
    Runnable takeProducer() {
        return take("producer", producers, producing);
    }

    Runnable takeConsumer() {
        return take("consumer", consumers, consuming);
    }

    private Runnable take(String name, SideWords side, AtomicBoolean held) {
        Runnable release = roles.open();
        if (side.syncType() != HeadTailLayout.SINGLE) {
            return release;
        }
        if (!held.compareAndSet(false, true)) {
            release.run();
            throw new AnnulusException(
                    Reason.SIDE_HELD,
                    "object ring: the " + name + " side is SINGLE and held by another role",
                    "Close that role; a ring with a MULTI side takes several");
        }
        return () -> {
            held.set(false);
            release.run();
        };
    }

    int count() {
        return SideWords.count(producers, consumers, capacity);
    }

    void reset(Runnable alongside) {
        roles.whileNone(() -> {
            zero(producers);
            zero(consumers);
            alongside.run();
        });
    }

    private static void zero(SideWords side) {
        for (long word : HeadTailLayout.indexWords(side.syncType())) {
            Words.storeReleaseLong(side.memory(), side.offset() + word, 0);
        }
    }
}
