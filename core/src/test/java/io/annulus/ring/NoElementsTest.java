// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.Refusal;
import io.annulus.error.Reason;
import io.annulus.liveness.Purpose;
import io.annulus.sync.HeadTailLayout;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call for no elements is none, even while others are in the middle of theirs. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
final class NoElementsTest {

    /** In DPDK before 16.04 such a call could stop its side for ever. */
    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void whoAsksForNoElementsWaitsForNobodyAndTouchesNothing(SyncMode mode) {
        GuardedRing memory = new GuardedRing();
        Ring ring = memory.make(mode, mode);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            producer.setPatience(Duration.ZERO);
            consumer.setPatience(Duration.ZERO);
            assertThat(producer.enqueueBulk(new long[3], 0, 3)).isEqualTo(3);
            begin(memory, Purpose.PRODUCER, mode);
            begin(memory, Purpose.CONSUMER, mode);
            memory.remember();
            assertThat(producer.enqueueBulk(new long[1], 0, 0)).isZero();
            assertThat(producer.enqueueBurst(new long[1], 1, 0)).isZero();
            assertThat(consumer.dequeueBulk(new long[1], 0, 0)).isZero();
            assertThat(consumer.dequeueBurst(new long[0], 0, 0)).isZero();
            memory.requireUnchanged();
            assertThat(ring.stalls()).hasSize(2);
            if (mode == SyncMode.MULTI_RTS || mode == SyncMode.MULTI_HTS) {
                Refusal.of(Reason.STALLED, () -> producer.enqueue(1L));
                Refusal.of(Reason.STALLED, () -> consumer.dequeueOr(1L));
            }
        }
    }

    // Somebody has reserved one element on that side.
    private static void begin(GuardedRing memory, Purpose side, SyncMode mode) {
        long head = HeadTailLayout.headOffset(mode.number());
        memory.store(side, head, memory.load(side, head) + 1);
        if (mode == SyncMode.MULTI_RTS) {
            long count = HeadTailLayout.RTS_HEAD_COUNT_OFFSET;
            memory.store(side, count, memory.load(side, count) + 1);
        }
    }
}
