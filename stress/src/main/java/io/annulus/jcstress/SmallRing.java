// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import io.annulus.region.AbiProfile;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** A raw ring for one test instance, with two roles on each side; on a SINGLE side the other one is not to be used. */
final class SmallRing {
    static final long NONE = -1;

    private static final int BYTES = 1024;
    private static final ThreadLocal<Slab> SLABS = ThreadLocal.withInitial(Slab::new);

    final Sides sides;
    final MemorySegment memory = SLABS.get().next();
    final Ring ring;
    final Producer producer;
    final Producer otherProducer;
    final Consumer consumer;
    final Consumer otherConsumer;
    private final long[] burst = new long[8];

    SmallRing(Sides sides, int entries, int elementSize) {
        this.sides = sides;
        RingSpec spec = sides.of(RingSpec.ofEntries(entries).withElementSize(elementSize));
        ring = Ring.createRaw(memory, "stress", spec, AbiProfile.host());
        producer = ring.producer();
        otherProducer = ring.producer();
        consumer = ring.consumer();
        otherConsumer = ring.consumer();
    }

    /** As many elements as there are, one digit each. */
    long burst(int most) {
        int count = consumer.dequeueBurst(burst, 0, most);
        long digits = 0;
        for (int i = 0; i < count; i++) {
            digits = digits * 10 + burst[i];
        }
        return digits;
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
        return MemorySegment.ofArray(new long[] {value, value});
    }

    static long[] repeated(int count, long value) {
        long[] values = new long[count];
        Arrays.fill(values, value);
        return values;
    }

    /** An arena for many rings, since it is arenas that take time. It goes when the last of its rings has gone. */
    private static final class Slab {
        private static final long RINGS = 1024;

        private MemorySegment memory;
        private long next = RINGS;

        MemorySegment next() {
            if (next == RINGS) {
                memory = Arena.ofAuto().allocate(RINGS * BYTES, 64);
                next = 0;
            }
            return memory.asSlice(next++ * BYTES, BYTES);
        }
    }
}
