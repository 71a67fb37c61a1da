// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.interop.RingUser.Way;
import io.annulus.region.Zone;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a C program writes over a ring, Java says what is wrong and touches nothing outside it. */
final class HostileCPeerTest {
    private static final int SIZE = 48;
    private static final int MASK = 52;
    private static final int PRODUCER_TAIL = 132;

    @ParameterizedTest
    @CsvSource({
        "a flag nobody knows,                     32, 128,        BAD_FLAGS",
        "two sync modes for one side,             32, 9,          BAD_FLAGS",
        "a sync type that no mode has,            136, 7,         BAD_FLAGS",
        "a sync type other than the flags say,    264, 1,         BAD_FLAGS",
        "a size that is no power of two,          48, 7,          BAD_GEOMETRY",
        "a size that wraps,                       48, 2147483648, BAD_GEOMETRY",
        "no size,                                 48, 0,          BAD_GEOMETRY",
        "a mask that is not the size's,           52, 15,         BAD_GEOMETRY",
        "a capacity beyond the table,             56, 8,          BAD_GEOMETRY",
    })
    void aDamagedHeaderIsRefused(String damage, int offset, long word, Reason reason) {
        try (TestRegion home = TestRegion.create()) {
            Ring.create(home.region(), "ring", RingSpec.ofEntries(8));
            try (CRing c = CRing.find(home.path(), "ring", 8)) {
                c.poke(offset, (int) word);
                Refused.with(reason, () -> Ring.attach(home.region(), "ring"));
            }
        }
    }

    @Test
    void aTableThatDoesNotFitItsZoneIsRefused() {
        try (TestRegion home = TestRegion.create()) {
            Zone zone = home.rawZone("zone", 512);
            try (CRing c = CRing.raw(home.path(), zone.offset(), 8)) {
                assertThat(c.init("large", 32, 0)).isZero();
                Refused.with(Reason.BAD_GEOMETRY, () -> home.attachRaw(zone, 8));
            }
        }
    }

    @Test
    void aRingThatRteRingInitRefusedIsRefusedHereToo() {
        try (TestRegion home = TestRegion.create()) {
            Zone zone = home.rawZone("zone", 4096);
            try (CRing c = CRing.raw(home.path(), zone.offset(), 8)) {
                assertThat(c.init("flags", 8, 0x01 | 0x08)).isNegative();
                Refused.with(Reason.BAD_FLAGS, () -> home.attachRaw(zone, 8));
            }
        }
    }

    @Test
    void aGeometryThatChangesAfterTheAttachIsNotBelieved() {
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", RingSpec.ofEntries(8));
            try (CRing c = CRing.find(home.path(), "ring", 8);
                    JavaRing java = new JavaRing(ring)) {
                c.poke(SIZE, 1 << 20);
                c.poke(MASK, (1 << 20) - 1);
                assertThat(java.enqueue(Way.BURST, 20, 0).count()).isEqualTo(7);
                assertThat(java.dequeue(Way.BURST, 20).values()).hasSize(7);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SINGLE, 8",
        "SINGLE, 2147483648",
        "MULTI, 8",
        "MULTI, 4294967295",
        "MULTI_RTS, 8",
        "MULTI_RTS, 4294967295",
        "MULTI_HTS, 8",
        "MULTI_HTS, 2147483648"
    })
    void anIndexThatCannotBeIsReported(SyncMode mode, long tail) {
        RingSpec spec = RingSpec.ofEntries(8).withProducers(mode).withConsumers(mode);
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", spec);
            try (CRing c = CRing.find(home.path(), "ring", 8);
                    JavaRing java = new JavaRing(ring)) {
                c.poke(PRODUCER_TAIL, (int) tail);
                Refused.with(Reason.WILD_INDEX, () -> java.dequeue(Way.BURST, 8));
                Refused.with(Reason.WILD_INDEX, () -> java.dequeue(Way.BULK, 1));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"SINGLE, 128", "MULTI, 128", "MULTI_RTS, 148", "MULTI_HTS, 128"})
    void aHeadThatCannotBeIsReportedOnItsOwnSide(SyncMode mode, int head) {
        RingSpec spec = RingSpec.ofEntries(8).withProducers(mode);
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", spec);
            try (CRing c = CRing.find(home.path(), "ring", 8);
                    JavaRing java = new JavaRing(ring)) {
                c.poke(head, 100);
                RingUser.Standing before = java.standing();
                Refused.with(Reason.WILD_INDEX, () -> java.enqueue(Way.BURST, 3, 0));
                Refused.with(Reason.WILD_INDEX, () -> java.enqueue(Way.BULK, 1, 0));
                assertThat(java.standing()).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"MULTI", "MULTI_RTS", "MULTI_HTS"})
    void aTailThatCannotArriveIsNotWaitedFor(SyncMode mode) {
        RingSpec spec = RingSpec.ofEntries(8).withProducers(mode);
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", spec);
            try (CRing c = CRing.find(home.path(), "ring", 8);
                    JavaRing java = new JavaRing(ring)) {
                c.poke(PRODUCER_TAIL, 100);
                Refused.with(Reason.WILD_INDEX, () -> java.enqueue(Way.BULK, 2, 0));
            }
        }
    }
}
