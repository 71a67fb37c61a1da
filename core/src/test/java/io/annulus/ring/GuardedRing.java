// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.memory.Words;
import io.annulus.region.AbiProfile;
import io.annulus.sync.HeadTailLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.LongStream;

/** A ring of 8 slots between two guards, whose indices tests write over. */
final class GuardedRing {
    static final int CAPACITY = 7;

    private static final long GUARD = 512;
    private static final long FIRST = 1000;
    private static final AbiProfile PROFILE = AbiProfile.LINE_64;
    private static final long PRODUCER = RingLayout.producerOffset(PROFILE);
    private static final long CONSUMER = RingLayout.consumerOffset(PROFILE);
    private static final long TABLE = RingLayout.tableOffset(PROFILE);
    private static final long BYTES = RingLayout.memoryBytes(PROFILE, Long.BYTES, CAPACITY + 1);

    private final MemorySegment whole = Arena.ofAuto().allocate(GUARD + BYTES + GUARD, 64);
    private final MemorySegment memory = whole.asSlice(GUARD, BYTES);
    private final MemorySegment before = Arena.ofAuto().allocate(whole.byteSize(), 64);

    GuardedRing() {
        whole.fill((byte) 0x5a);
    }

    /** A new one, each slot of whose table holds another value. */
    Ring make(SyncMode producers, SyncMode consumers) {
        RingSpec spec =
                RingSpec.ofEntries(CAPACITY + 1).withProducers(producers).withConsumers(consumers);
        Ring ring = Ring.createRaw(memory, "guarded", spec, PROFILE);
        for (int slot = 0; slot <= CAPACITY; slot++) {
            memory.set(JAVA_LONG, TABLE + (long) slot * Long.BYTES, FIRST + slot);
        }
        return ring;
    }

    boolean isOfTheTable(long value) {
        return value >= FIRST && value <= FIRST + CAPACITY;
    }

    int load(Purpose side, long offset) {
        return Words.loadAcquireInt(memory, base(side) + offset);
    }

    void store(Purpose side, long offset, int value) {
        Words.storeReleaseInt(memory, base(side) + offset, value);
    }

    /** Head and tail, in RTS also their counts. */
    void storeAll(Purpose side, int value) {
        int syncType = load(side, HeadTailLayout.SYNC_TYPE_OFFSET);
        for (long word : HeadTailLayout.indexWords(syncType)) {
            Words.storeReleaseLong(memory, base(side) + word, HeadTailLayout.idleAt(value));
        }
    }

    void remember() {
        before.copyFrom(whole);
    }

    void requireUnchanged() {
        assertThat(whole.mismatch(before)).as("first byte that was changed").isEqualTo(-1);
    }

    /** Nothing was changed but one side's indices and, if that is the producers', the table. */
    void requireChangedOnlyBy(Purpose side) {
        copyIndices(side);
        if (side == Purpose.PRODUCER) {
            MemorySegment.copy(memory, TABLE, before, GUARD + TABLE, BYTES - TABLE);
        }
        requireUnchanged();
    }

    private void copyIndices(Purpose side) {
        long bytes = CONSUMER - PRODUCER;
        MemorySegment.copy(memory, base(side), before, GUARD + base(side), bytes);
    }

    /** Once the indices are set back, elements go through. */
    static void requireThatAResetHeals(Ring ring) {
        ring.reset();
        long[] in = LongStream.rangeClosed(1, CAPACITY).toArray();
        long[] out = new long[CAPACITY];
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            for (int lap = 0; lap < 2; lap++) {
                assertThat(producer.enqueueBulk(in, 0, CAPACITY)).isEqualTo(CAPACITY);
                assertThat(producer.enqueue(8L)).isFalse();
                assertThat(consumer.dequeueBulk(out, 0, CAPACITY)).isEqualTo(CAPACITY);
                assertThat(out).isEqualTo(in);
                assertThat(consumer.dequeueOr(-1L)).isEqualTo(-1);
            }
        }
    }

    private static long base(Purpose side) {
        return side == Purpose.PRODUCER ? PRODUCER : CONSUMER;
    }
}
