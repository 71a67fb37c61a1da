// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingInfo;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SideInfo;
import io.annulus.ring.SyncMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How fast a ring moved between two looks. */
final class RatesTest {
    private final Region region = Region.anonymous(RegionSpec.ofSize(100_000, 4, 8));

    @AfterEach
    void close() {
        region.close();
    }

    private static RingSnapshot seen(int producerTail, int consumerTail, long nanos) {
        SideInfo producers = new SideInfo(SyncMode.MULTI, producerTail, producerTail, 0, 0, OptionalLong.empty());
        SideInfo consumers = new SideInfo(SyncMode.MULTI, consumerTail, consumerTail, 0, 0, OptionalLong.empty());
        RingInfo info = new RingInfo("ring", 0, 448, 8, 7, 7, 0, 8, 0, 7, producers, consumers);
        return new RingSnapshot(
                info, Consistency.ONE_MOMENT, Optional.empty(), List.of(), List.of(), List.of(), Instant.EPOCH, nanos);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "10, 1500, 1490",
        "-5, 5, 10",
        "2147483647, -2147483648, 1",
        "0, -1, 4294967295",
        // 2^32 + 7 elements look like 7.
        "100, 107, 7"
    })
    void elementsAreCountedModuloTwoToTheThirtyTwo(int before, int after, long elements) {
        RingRates rates = RingRates.between(seen(before, 0, 1_000), seen(after, 0, 500_001_000));
        assertThat(rates.enqueued()).isEqualTo(elements);
        assertThat(rates.elapsed()).isEqualTo(Duration.ofMillis(500));
        assertThat(rates.enqueuedPerSecond()).isEqualTo(elements * 2.0);
        assertThat(rates.dequeuedPerSecond()).isZero();
        assertThat(RingRates.between(seen(0, before, 0), seen(0, after, 1)).dequeued())
                .isEqualTo(elements);
    }

    @Test
    void ringsOfARegionAreComparedEachWithItself() {
        Ring orders = Ring.create(region, "orders", RingSpec.ofEntries(16));
        Ring.create(region, "gone", RingSpec.ofEntries(16));
        RegionSnapshot before = RegionSnapshot.of(region);
        try (Producer producer = orders.producer();
                Consumer consumer = orders.consumer()) {
            producer.enqueueBulk(new long[5], 0, 5);
            consumer.dequeueBulk(new long[2], 0, 2);
        }
        region.removeZone("gone");
        Ring.create(region, "gone", RingSpec.ofEntries(16));
        var rates = RegionRates.between(before, RegionSnapshot.of(region));
        assertThat(rates).containsOnlyKeys(region.zone("orders"));
        assertThat(rates.firstEntry().getValue()).hasValueSatisfying(r -> {
            assertThat(r.enqueued()).isEqualTo(5);
            assertThat(r.dequeued()).isEqualTo(2);
        });
    }

    @Test
    void ofARingThatWasResetNothingIsSaid() {
        Ring orders = Ring.create(region, "orders", RingSpec.ofEntries(16));
        try (Producer producer = orders.producer()) {
            producer.enqueueBulk(new long[5], 0, 5);
        }
        RegionSnapshot before = RegionSnapshot.of(region);
        orders.reset();
        assertThat(RegionRates.between(before, RegionSnapshot.of(region)))
                .containsEntry(region.zone("orders"), Optional.empty());
    }

    @Test
    void aRegionMadeAnewHasNothingToDoWithTheOneBefore() {
        Ring.create(region, "orders", RingSpec.ofEntries(16));
        RegionSnapshot before = RegionSnapshot.of(region);
        try (Region other = Region.anonymous(RegionSpec.ofSize(100_000, 4, 8))) {
            Ring.create(other, "orders", RingSpec.ofEntries(16));
            assertThat(RegionRates.between(before, RegionSnapshot.of(other))).isEmpty();
        }
    }
}
