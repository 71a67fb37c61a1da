// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.inspect.RegionSnapshot;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Reservation;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObserverTest {
    private final Region region = Region.anonymous(RegionSpec.ofSize(1 << 20, 8, 16));
    private final Observer observer = new Observer();

    @AfterEach
    void close() {
        region.close();
    }

    private List<Row> look() {
        return observer.see(RegionSnapshot.of(region)).rows();
    }

    private Row only() {
        assertThat(look()).hasSize(1);
        return look().getFirst();
    }

    @Test
    void aRingIsEmptyFullOrNeither() {
        Ring ring = Ring.create(region, "orders", RingSpec.ofEntries(8));
        assertThat(only().state()).isEqualTo(RingState.EMPTY);
        try (Producer producer = ring.producer()) {
            producer.enqueue(1L);
            assertThat(only().state()).isEqualTo(RingState.OK);
            producer.enqueueBurst(new long[9], 0, 9);
            assertThat(only().state()).isEqualTo(RingState.FULL);
        }
    }

    @Test
    void ratesAreThoseSinceTheLastLook() {
        Ring ring = Ring.create(region, "orders", RingSpec.ofEntries(8));
        assertThat(look().getFirst().rates()).as("nothing to compare with").isEmpty();
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            producer.enqueueBulk(new long[5], 0, 5);
            consumer.dequeueBulk(new long[2], 0, 2);
        }
        assertThat(look().getFirst().rates()).hasValueSatisfying(rates -> {
            assertThat(rates.enqueued()).isEqualTo(5);
            assertThat(rates.dequeued()).isEqualTo(2);
        });
        assertThat(look().getFirst().rates())
                .hasValueSatisfying(rates -> assertThat(rates.enqueued()).isZero());
        ring.reset();
        assertThat(look().getFirst().rates()).as("of a reset nothing is said").isEmpty();
        assertThat(look().getFirst().rates()).as("and after it again").isPresent();
    }

    @Test
    void ringsAppearAndVanish() {
        Ring.create(region, "orders", RingSpec.ofEntries(8));
        assertThat(look()).extracting(Row::name).containsExactly("orders");
        Ring.create(region, "fills", RingSpec.ofEntries(8));
        assertThat(look()).extracting(Row::name).containsExactly("orders", "fills");
        region.removeZone("orders");
        assertThat(look()).extracting(Row::name).containsExactly("fills");
    }

    @Test
    void aSideThatStandsStillFromLookToLookIsStalledUntilItMoves() throws InterruptedException {
        Ring ring = Ring.create(region, "orders", RingSpec.ofEntries(8).withProducers(SyncMode.MULTI_HTS));
        try (Producer producer = ring.producer();
                Reservation held = producer.reserveBulk(2)) {
            assertThat(look().getFirst().state())
                    .as("it may have begun just now")
                    .isEqualTo(RingState.EMPTY);
            Thread.sleep(120);
            assertThat(look().getFirst().state()).isEqualTo(RingState.STALLED);
            held.commit();
            assertThat(look().getFirst().state()).isEqualTo(RingState.OK);
        }
    }

    @Test
    void aRegionMadeAnewIsAnotherOne() {
        Ring.create(region, "orders", RingSpec.ofEntries(8));
        look();
        try (Region other = Region.anonymous(RegionSpec.ofSize(1 << 20, 8, 16))) {
            Ring.create(other, "orders", RingSpec.ofEntries(8));
            assertThat(observer.see(RegionSnapshot.of(other)).rows().getFirst().rates())
                    .isEmpty();
        }
    }
}
