// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.region.AbiProfile;
import io.annulus.sync.HeadTailLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * To enqueue or dequeue no elements touches nothing, and waits for nobody who is in the middle of an operation. (Otherwise
 * several threads could move a head by nothing, all of them from the same position, and then wait for each other.)
 *
 * <p>Tried with the defect put back: with no test for 0 in the roles, nor in front of the compare-and-set, the enqueues and
 * dequeues wait until the timeout ends them, or change the ring.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class NothingIsNoOperationTest {
    private static final AbiProfile PROFILE = AbiProfile.host();
    private static final MemorySegment NOTHING = MemorySegment.ofArray(new byte[0]);

    private final MemorySegment memory = Arena.ofAuto().allocate(1024, 64);

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void enqueuesOfNothingLeaveABusySideAlone(SyncMode mode) {
        try (Producer producer = busyRing(mode, Integer.BYTES).producer()) {
            byte[] before = memory.toArray(JAVA_BYTE);
            assertThat(producer.enqueueBulk(new int[1], 1, 0)).isZero();
            assertThat(producer.enqueueBurst(new int[0], 0, 0)).isZero();
            assertThat(producer.enqueueBulk(NOTHING, 0, 0)).isZero();
            assertThat(producer.enqueueBurst(NOTHING, 0, 0)).isZero();
            assertThat(memory.toArray(JAVA_BYTE)).isEqualTo(before);
        }
        try (Producer producer = busyRing(mode, Long.BYTES).producer()) {
            byte[] before = memory.toArray(JAVA_BYTE);
            assertThat(producer.enqueueBulk(new long[1], 1, 0)).isZero();
            assertThat(producer.enqueueBurst(new long[0], 0, 0)).isZero();
            assertThat(memory.toArray(JAVA_BYTE)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void dequeuesOfNothingLeaveABusySideAlone(SyncMode mode) {
        try (Consumer consumer = busyRing(mode, Integer.BYTES).consumer()) {
            byte[] before = memory.toArray(JAVA_BYTE);
            assertThat(consumer.dequeueBulk(new int[1], 1, 0)).isZero();
            assertThat(consumer.dequeueBurst(new int[0], 0, 0)).isZero();
            assertThat(consumer.dequeueBulk(NOTHING, 0, 0)).isZero();
            assertThat(consumer.dequeueBurst(NOTHING, 0, 0)).isZero();
            assertThat(memory.toArray(JAVA_BYTE)).isEqualTo(before);
        }
        try (Consumer consumer = busyRing(mode, Long.BYTES).consumer()) {
            byte[] before = memory.toArray(JAVA_BYTE);
            assertThat(consumer.dequeueBulk(new long[1], 1, 0)).isZero();
            assertThat(consumer.dequeueBurst(new long[0], 0, 0)).isZero();
            assertThat(memory.toArray(JAVA_BYTE)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            names = {"SINGLE", "MULTI_HTS"})
    void reservationsOfNothingLeaveABusySideAlone(SyncMode mode) {
        Ring ring = busyRing(mode, Long.BYTES);
        byte[] before = memory.toArray(JAVA_BYTE);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            assertThat(producer.reserveBulk(0).count()).isZero();
            assertThat(producer.reserveBurst(0).count()).isZero();
            assertThat(consumer.reserveBulk(0).count()).isZero();
            assertThat(consumer.reserveBurst(0).count()).isZero();
        }
        assertThat(memory.toArray(JAVA_BYTE)).isEqualTo(before);
    }

    /** A ring with two operations in progress: one element has been reserved on each side, and not been published. */
    private Ring busyRing(SyncMode mode, int elementSize) {
        RingSpec spec = RingSpec.ofEntries(8)
                .withElementSize(elementSize)
                .withProducers(mode)
                .withConsumers(mode)
                .withHeadTailDistance(0);
        Ring ring = Ring.createRaw(memory, "busy", spec, PROFILE);
        begun(RingLayout.producerOffset(PROFILE), mode, 13);
        begun(RingLayout.consumerOffset(PROFILE), mode, 10);
        return ring;
    }

    private void begun(long side, SyncMode mode, int tail) {
        if (mode == SyncMode.MULTI_RTS) {
            memory.set(JAVA_LONG, side + HeadTailLayout.RTS_TAIL_WORD_OFFSET, HeadTailLayout.idleAt(tail));
            memory.set(JAVA_LONG, side + HeadTailLayout.RTS_HEAD_WORD_OFFSET, HeadTailLayout.idleAt(tail + 1));
        } else {
            memory.set(JAVA_LONG, side + HeadTailLayout.WORD_OFFSET, (long) tail << 32 | tail + 1);
        }
    }
}
