// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.Refusal;
import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import io.annulus.region.AbiProfile;
import io.annulus.sync.HeadTailLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever stands in the index words, an operation ends with a typed error or moves elements of the table, never others. */
final class WildIndexTest {
    private static final int GUARD = 4096;

    private final RingSpec eight = RingSpec.ofEntries(8);
    private final long bytes = RingLayout.memoryBytes(AbiProfile.LINE_64, 8, 8);
    private final MemorySegment whole = Arena.ofAuto().allocate(bytes + 2 * GUARD, 4096);
    private final MemorySegment memory = whole.asSlice(GUARD, bytes);

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void aTailBeyondTheOtherSidesHeadIsReported(SyncMode mode) {
        Ring ring = make(mode);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            setIndices(ring.producerOffset(), 100);
            Refusal.of(Reason.WILD_INDEX, () -> consumer.dequeueOr(0L), "at most 7", "100");
            Refusal.of(Reason.WILD_INDEX, ring::requireSoundIndices, "at most 7", "100 and 100");
            Refusal.of(Reason.WILD_INDEX, () -> producer.enqueue(1L), "at most 7");
            setIndices(ring.producerOffset(), -1);
            Refusal.of(Reason.WILD_INDEX, () -> consumer.dequeueOr(0L));
            Refusal.of(Reason.WILD_INDEX, () -> producer.enqueueBurst(new long[9], 0, 9));
        }
    }

    @Test
    void aTailThatCanNeverArriveIsNotWaitedFor() {
        Ring ring = make(SyncMode.MULTI);
        try (Producer producer = ring.producer()) {
            Words.storeReleaseInt(memory, ring.producerOffset() + HeadTailLayout.TAIL_OFFSET, 5);
            Refusal.of(Reason.WILD_INDEX, () -> producer.enqueue(1L), "this side's tail", "found 5");
        }
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void theRingWorksAgainOnceTheIndicesAreReset(SyncMode mode) {
        Ring ring = make(mode);
        setIndices(ring.consumerOffset(), 77);
        ring.reset();
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            assertThat(producer.enqueue(5L)).isTrue();
            assertThat(consumer.dequeueOr(0L)).isEqualTo(5);
        }
    }

    /** Head equal to tail on each side, as MULTI's tail wait needs; everything else is random. */
    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void randomIndicesNeverReachOutsideTheTable(SyncMode mode) {
        Ring ring = make(mode);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        whole.asSlice(0, GUARD).fill((byte) 0x5a);
        whole.asSlice(GUARD + bytes, GUARD).fill((byte) 0x5a);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            long[] values = new long[16];
            int moved = 0;
            for (int i = 0; i < 20_000; i++) {
                int base = random.nextInt();
                setIndices(ring.producerOffset(), base);
                setIndices(ring.consumerOffset(), base - random.nextInt(-3, 12));
                moved += attempt(() -> producer.enqueueBurst(values, 0, 1 + random.nextInt(16)));
                moved += attempt(() -> consumer.dequeueBulk(values, 0, 1 + random.nextInt(7)));
                assertThat(ring.count()).as("seed %d", seed).isBetween(0, 7);
            }
            assertThat(moved).as("seed %d: some of the indices were good", seed).isPositive();
        }
        for (int i = 0; i < GUARD; i++) {
            assertThat(whole.get(JAVA_BYTE, i)).isEqualTo((byte) 0x5a);
            assertThat(whole.get(JAVA_BYTE, GUARD + bytes + i)).isEqualTo((byte) 0x5a);
        }
    }

    private static int attempt(IntSupplier operation) {
        try {
            return operation.getAsInt();
        } catch (AnnulusException e) {
            assertThat(e.reason()).isEqualTo(Reason.WILD_INDEX);
            return 0;
        }
    }

    private Ring make(SyncMode mode) {
        return Ring.createRaw(memory, "wild", eight.withProducers(mode).withConsumers(mode), AbiProfile.LINE_64);
    }

    private void setIndices(long side, int position) {
        int syncType = Words.loadAcquireInt(memory, side + HeadTailLayout.SYNC_TYPE_OFFSET);
        for (long word : HeadTailLayout.indexWords(syncType)) {
            Words.storeReleaseLong(memory, side + word, HeadTailLayout.idleAt(position));
        }
    }
}
