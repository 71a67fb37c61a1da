// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.Refusal;
import io.annulus.error.Reason;
import io.annulus.region.AbiProfile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How far a MULTI_RTS side may run ahead of itself can be read and changed, and no other side has such a limit. */
final class HeadTailDistanceTest {
    private final MemorySegment memory = Arena.ofAuto().allocate(2048, 64);

    @Test
    void eachSideHasItsOwn() {
        Ring ring = make(SyncMode.MULTI_RTS, SyncMode.MULTI_RTS);
        assertThat(ring.producerHeadTailDistance()).isEqualTo(7);
        assertThat(ring.consumerHeadTailDistance()).isEqualTo(7);
        ring.setProducerHeadTailDistance(0);
        ring.setConsumerHeadTailDistance(0xffff_ffffL);
        assertThat(ring.producerHeadTailDistance()).isZero();
        assertThat(ring.consumerHeadTailDistance()).isEqualTo(0xffff_ffffL);
        assertThat(ring.info().producers().headTailDistance()).isEqualTo(OptionalLong.of(0));
        assertThat(ring.info().consumers().headTailDistance()).isEqualTo(OptionalLong.of(0xffff_ffffL));
    }

    @Test
    void aResetKeepsIt() {
        Ring ring = make(SyncMode.MULTI_RTS, SyncMode.SINGLE);
        ring.setProducerHeadTailDistance(5);
        ring.reset();
        assertThat(ring.producerHeadTailDistance()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL})
    void anyValueLeavesARingThatWorks(long distance) {
        Ring ring = make(SyncMode.MULTI_RTS, SyncMode.MULTI_RTS);
        ring.setProducerHeadTailDistance(distance);
        ring.setConsumerHeadTailDistance(distance);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            for (long lap = 0; lap < 200; lap++) {
                assertThat(producer.enqueueBulk(new long[] {lap, lap + 1, lap + 2}, 0, 3))
                        .isEqualTo(3);
                assertThat(consumer.dequeueOr(-1L)).isEqualTo(lap);
                assertThat(consumer.dequeueBurst(new long[3], 0, 3)).isEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            names = {"SINGLE", "MULTI", "MULTI_HTS"})
    void sidesOfOtherModesHaveNone(SyncMode mode) {
        Ring ring = make(mode, mode);
        Refusal.of(Reason.UNSUPPORTED_MODE, ring::producerHeadTailDistance, "MULTI_RTS", mode.name());
        Refusal.of(Reason.UNSUPPORTED_MODE, ring::consumerHeadTailDistance);
        Refusal.of(Reason.UNSUPPORTED_MODE, () -> ring.setProducerHeadTailDistance(1));
        Refusal.of(Reason.UNSUPPORTED_MODE, () -> ring.setConsumerHeadTailDistance(1));
        assertThat(ring.info().producers().headTailDistance()).isEmpty();
    }

    @Test
    void whatIsNoSuchNumberIsRefused() {
        Ring ring = make(SyncMode.MULTI_RTS, SyncMode.SINGLE);
        Refusal.of(Reason.BAD_SPEC, () -> ring.setProducerHeadTailDistance(-1), "-1");
        Refusal.of(Reason.BAD_SPEC, () -> ring.setProducerHeadTailDistance(1L << 32));
        Ring onlooker = Ring.attachRaw(memory.asReadOnly(), 8, AbiProfile.LINE_64);
        assertThat(onlooker.producerHeadTailDistance()).isEqualTo(7);
        Refusal.of(Reason.READ_ONLY, () -> onlooker.setProducerHeadTailDistance(1), "read");
    }

    private Ring make(SyncMode producers, SyncMode consumers) {
        RingSpec spec = RingSpec.ofEntries(64).withProducers(producers).withConsumers(consumers);
        return Ring.createRaw(memory, "distance", spec, AbiProfile.LINE_64);
    }
}
