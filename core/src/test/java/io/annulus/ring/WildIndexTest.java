// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.Refusal;
import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.Purpose;
import io.annulus.sync.HeadTailLayout;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What cannot stand in the index words is said, whatever the mode, and nothing is done.
 *
 * <p>Tried with the defect put back: with no distance called impossible, randomIndicesNeverReachOutsideTheTable fails in each mode.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
final class WildIndexTest {
    private final GuardedRing memory = new GuardedRing();

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void aTailBeyondTheOtherSidesHeadIsReported(SyncMode mode) {
        Ring ring = memory.make(mode, mode);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            memory.storeAll(Purpose.PRODUCER, 100);
            memory.remember();
            Refusal.of(Reason.WILD_INDEX, () -> consumer.dequeueOr(0L), "at most 7", "100");
            Refusal.of(Reason.WILD_INDEX, ring::requireSoundIndices, "at most 7", "100 and 100");
            Refusal.of(Reason.WILD_INDEX, () -> producer.enqueue(1L), "at most 7");
            memory.requireUnchanged();
            memory.storeAll(Purpose.PRODUCER, -1);
            memory.remember();
            Refusal.of(Reason.WILD_INDEX, () -> consumer.dequeueOr(0L));
            Refusal.of(Reason.WILD_INDEX, () -> producer.enqueueBurst(new long[9], 0, 9));
            memory.requireUnchanged();
        }
    }

    @Test
    void aTailThatCanNeverArriveIsNotWaitedFor() {
        Ring ring = memory.make(SyncMode.MULTI, SyncMode.MULTI);
        try (Producer producer = ring.producer()) {
            memory.store(Purpose.PRODUCER, HeadTailLayout.TAIL_OFFSET, 5);
            Refusal.of(Reason.WILD_INDEX, () -> producer.enqueue(1L), "this side's tail", "found 5");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            names = {"MULTI_RTS", "MULTI_HTS"})
    void aSidesOwnTailBeyondItsHeadIsReportedBeforeAnythingIsMoved(SyncMode mode) {
        Ring ring = memory.make(mode, mode);
        if (mode == SyncMode.MULTI_RTS) {
            ring.setProducerHeadTailDistance(0xffff_ffffL);
            ring.setConsumerHeadTailDistance(GuardedRing.CAPACITY);
        }
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            assertThat(producer.enqueue(1L)).isTrue();
            for (int wild : new int[] {2, 0x8000_0000, -GuardedRing.CAPACITY}) {
                memory.store(Purpose.PRODUCER, HeadTailLayout.TAIL_OFFSET, wild);
                memory.remember();
                Refusal.of(
                        Reason.WILD_INDEX,
                        () -> producer.enqueue(2L),
                        "this side's tail",
                        Integer.toUnsignedString(wild));
                memory.requireUnchanged();
            }
            memory.store(Purpose.PRODUCER, HeadTailLayout.TAIL_OFFSET, 1);
            memory.store(Purpose.CONSUMER, HeadTailLayout.TAIL_OFFSET, -GuardedRing.CAPACITY - 1);
            memory.remember();
            Refusal.of(Reason.WILD_INDEX, () -> consumer.dequeueOr(0L), "this side's tail");
            memory.requireUnchanged();
        }
    }

    /** The last to end moves the tail for all; if two held one element between them, neither would be the last. */
    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"PRODUCER", "CONSUMER"})
    void moreOperationsInProgressThanElementsAreReported(Purpose side) {
        Ring ring = memory.make(SyncMode.MULTI_RTS, SyncMode.MULTI_RTS);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            assertThat(producer.enqueueBulk(new long[4], 0, 4)).isEqualTo(4);
            int ended = memory.load(side, HeadTailLayout.RTS_TAIL_COUNT_OFFSET);
            for (int others : new int[] {1, 6, GuardedRing.CAPACITY, -1, 1 << 31}) {
                memory.store(side, HeadTailLayout.RTS_HEAD_COUNT_OFFSET, ended + others);
                memory.store(side, HeadTailLayout.RTS_HEAD_OFFSET, memory.load(side, HeadTailLayout.TAIL_OFFSET));
                Refusal.of(
                        Reason.WILD_INDEX,
                        side == Purpose.PRODUCER ? () -> producer.enqueue(1L) : () -> consumer.dequeueOr(0L),
                        "operations in progress",
                        "found " + Integer.toUnsignedString(others + 1));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void theRingWorksAgainOnceTheIndicesAreReset(SyncMode mode) {
        Ring ring = memory.make(mode, mode);
        memory.storeAll(Purpose.CONSUMER, 77);
        GuardedRing.requireThatAResetHeals(ring);
    }

    /** Head equal to tail on each side, as MULTI's tail wait needs; everything else is random. */
    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void randomIndicesNeverReachOutsideTheTable(SyncMode mode) {
        Ring ring = memory.make(mode, mode);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            long[] values = new long[16];
            int moved = 0;
            for (int i = 0; i < 20_000; i++) {
                int base = random.nextInt();
                memory.storeAll(Purpose.PRODUCER, base);
                memory.storeAll(Purpose.CONSUMER, base - random.nextInt(-3, 12));
                memory.remember();
                moved += attempt(() -> producer.enqueueBurst(values, 0, 1 + random.nextInt(16)));
                memory.requireChangedOnlyBy(Purpose.PRODUCER);
                moved += attempt(() -> consumer.dequeueBulk(values, 0, 1 + random.nextInt(7)));
                memory.requireChangedOnlyBy(Purpose.CONSUMER);
                assertThat(ring.count()).as("seed %d", seed).isBetween(0, 7);
            }
            assertThat(moved).as("seed %d: some of the indices were good", seed).isPositive();
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
}
