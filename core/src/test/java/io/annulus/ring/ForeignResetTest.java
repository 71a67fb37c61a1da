// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.region.AbiProfile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A C program may reset a ring while our roles are open and idle, not knowing of them. A role that was refused, or cancelled,
 * must not take what it then saw for what is there now.
 *
 * <p>Tried with the defect put back: with the opposite tail of a refusal kept, each of these dequeues old elements.
 */
final class ForeignResetTest {
    private final MemorySegment memory = Arena.ofAuto().allocate(1024, 64);

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void whatARefusalSawIsForgotten(SyncMode mode) {
        Ring ring = make(mode);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            assertThat(producer.enqueueBulk(new long[5], 0, 5)).isEqualTo(5);
            assertThat(consumer.dequeueBulk(new long[6], 0, 6)).isZero();
            Start.at(ring, 0);
            assertThat(consumer.dequeueBulk(new long[3], 0, 3)).isZero();
            assertThat(ring.info().consumers().head()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            names = {"SINGLE", "MULTI_HTS"})
    void whatACancelledReservationSawIsForgotten(SyncMode mode) {
        Ring ring = make(mode);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            assertThat(producer.enqueueBulk(new long[5], 0, 5)).isEqualTo(5);
            consumer.reserveBurst(2).cancel();
            Start.at(ring, 0);
            assertThat(consumer.reserveBurst(3).count()).isZero();
            assertThat(ring.info().consumers().head()).isZero();
        }
    }

    private Ring make(SyncMode mode) {
        RingSpec spec = RingSpec.ofEntries(8).withProducers(mode).withConsumers(mode);
        return Ring.createRaw(memory, "foreign", spec, AbiProfile.LINE_64);
    }
}
