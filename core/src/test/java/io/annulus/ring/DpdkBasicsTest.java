// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.Refusal;
import io.annulus.error.Reason;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What DPDK's own test tries on its ring beside its scenarios, with each kind of elements. */
final class DpdkBasicsTest {
    private static final int ENTRIES = 4096;
    private static final int CAPACITY = ENTRIES - 1;

    private final Region region = Region.anonymous(RegionSpec.ofSize(1 << 18, 4, 8));

    @AfterEach
    void close() {
        region.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeIsRefusedAndWhatIsThereIsFoundOnce(ElementKind kind) {
        RingSpec spec = RingSpec.ofEntries(ENTRIES).withElementSize(kind.size());
        for (int entries : new int[] {0, ENTRIES + 1, Integer.MIN_VALUE}) {
            Refusal.of(
                    Reason.BAD_SPEC,
                    () -> RingSpec.ofEntries(entries).withElementSize(kind.size()),
                    "power of two",
                    Integer.toUnsignedString(entries));
        }
        Refusal.of(Reason.BAD_SPEC, () -> spec.withElementSize(23), "multiple of 4", "23");
        Refusal.of(Reason.NOT_FOUND, () -> Ring.attach(region, "ring"), "ring");

        Ring made = Ring.create(region, "ring", spec);

        assertThat(made.isEmpty()).isTrue();
        assertThat(made.freeCount()).isEqualTo(CAPACITY);
        assertThat(Ring.attach(region, "ring").info()).isEqualTo(made.info());
        Refusal.of(Reason.ALREADY_EXISTS, () -> Ring.create(region, "ring", spec), "ring");
        assertThat(region.zones()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aSingleRingTakesItsCapacityOneByOneAndGivesTheSameBack(ElementKind kind) {
        try (Stage ring = new Stage(DpdkApi.BULK_SINGLE, Move.ONE_BY_ONE, kind, ENTRIES)) {
            ring.requireEmpty();
            ring.enqueue(CAPACITY);
            ring.requireFull();
            ring.requireThatNothingMoreFits(1);
            ring.dequeue(CAPACITY);
            ring.requireEmpty();
            ring.requireArrived();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BULK_SINGLE", "BURST_SINGLE"})
    void twosGoThroughASingleRing(DpdkApi api) {
        try (Stage ring = new Stage(api, ElementKind.LONG, ENTRIES)) {
            ring.enqueue(2);
            ring.dequeue(2);
            ring.requireEmpty();
            ring.requireArrived();
        }
    }

    /** Beside an ordinary ring of 16 slots; source and target are never aligned to anything ({@link Elements#at}). */
    @ParameterizedTest
    @EnumSource
    void anExactRingTakesTheSixteenthElementAndAnOrdinaryOneDoesNot(ElementKind kind) {
        RingSpec spec = RingSpec.ofEntries(16).withElementSize(kind.size());
        Ring ordinary = Ring.create(region, "ordinary", spec);
        Ring exact = Ring.create(region, "exact", RingSpec.ofCapacity(16).withElementSize(kind.size()));
        assertThat(ordinary.size()).isLessThan(exact.size());
        assertThat(ordinary.capacity()).isEqualTo(15);
        assertThat(exact.capacity()).isEqualTo(16);
        Cargo cargo = kind.cargo(16);
        try (Producer producer = ordinary.producer()) {
            assertThat(cargo.enqueueBulk(producer, 0, 15)).isEqualTo(15);
            assertThat(cargo.enqueueBulk(producer, 15, 1)).isZero();
        }
        try (Producer producer = exact.producer();
                Consumer consumer = exact.consumer()) {
            assertThat(cargo.enqueueBulk(producer, 0, 15)).isEqualTo(15);
            assertThat(cargo.enqueueBulk(producer, 15, 1)).isEqualTo(1);
            assertThat(exact.isFull()).isTrue();
            assertThat(cargo.dequeueBurst(consumer, 0, 16)).isEqualTo(16);
            cargo.requireArrived(16);
        }
    }
}
