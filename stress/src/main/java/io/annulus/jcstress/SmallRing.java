// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import io.annulus.region.AbiProfile;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** A raw ring for one test instance, with two roles on each side where the mode allows it. */
final class SmallRing {
    static final long NONE = -1;

    private static final int BYTES = 1024;

    final MemorySegment memory = Arena.ofAuto().allocate(BYTES, 64);
    final Ring ring;
    final Producer producer;
    final Producer otherProducer;
    final Consumer consumer;
    final Consumer otherConsumer;

    SmallRing(SyncMode mode, int entries, int elementSize) {
        RingSpec spec = RingSpec.ofEntries(entries)
                .withElementSize(elementSize)
                .withProducers(mode)
                .withConsumers(mode);
        ring = Ring.createRaw(memory, "stress", spec, AbiProfile.host());
        producer = ring.producer();
        otherProducer = ring.producer();
        consumer = ring.consumer();
        otherConsumer = ring.consumer();
    }

    /** Everything left, one digit each, in the order it comes out. */
    long drain() {
        long digits = 0;
        for (long value = consumer.dequeueOr(NONE); value != NONE; value = consumer.dequeueOr(NONE)) {
            digits = digits * 10 + value;
        }
        return digits;
    }

    static MemorySegment pair(long value) {
        MemorySegment pair = Arena.ofAuto().allocate(16, 8);
        pair.set(ValueLayout.JAVA_LONG, 0, value);
        pair.set(ValueLayout.JAVA_LONG, 8, value);
        return pair;
    }

    static long[] repeated(int count, long value) {
        long[] values = new long[count];
        Arrays.fill(values, value);
        return values;
    }
}
