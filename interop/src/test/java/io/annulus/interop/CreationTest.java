// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.region.AbiProfile;
import io.annulus.region.Zone;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.Sizing;
import io.annulus.ring.SyncMode;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code rte_ring_init} and {@code rte_ring_get_memsize_elem} refuse is refused here, and so is what they let through
 * though no ring can come of it.
 */
final class CreationTest {
    private static final int NOT_VALID = -22;
    private static final int NAME_TOO_LONG = -36;
    private static final int EXACT = 0x04;
    private static final byte RUBBISH = 0x5a;
    private static final int HEADER = 384;
    private static final long FLAGS = 32;
    private static final long SIZE = 48;
    private static final long CAPACITY = 56;

    @Test
    void ofAllFlagsExactlyThoseThatDpdkTakesMakeARing() {
        try (Place place = Place.ofBytes(HEADER + 16 * 8)) {
            for (int flags = 0; flags < 0x200; flags++) {
                place.memory().fill(RUBBISH);
                int result = place.c.init("flags", 8, flags);
                if (result == 0) {
                    Ring ring = place.attach();
                    RingSpec spec = Shape.ofFlags(flags, 8, 8);
                    assertThat(ring.info().producers().mode()).isEqualTo(spec.producers());
                    assertThat(ring.info().consumers().mode()).isEqualTo(spec.consumers());
                    assertThat(ring.capacity()).isEqualTo(spec.capacity());
                } else {
                    assertThat(result).isEqualTo(NOT_VALID);
                    assertThat(place.c.init("flags", 8, 0)).isZero();
                    place.memory().set(JAVA_INT, FLAGS, flags);
                    Refused.with(Reason.BAD_FLAGS, place::attach);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0x80", "0x100", "0x80000000"})
    void aFlagNobodyKnowsIsRefusedBeforeAnythingIsWritten(String flag) {
        try (Place place = Place.ofBytes(HEADER + 8 * 8)) {
            place.memory().fill(RUBBISH);
            assertThat(place.c.init("flags", 8, Long.decode(flag).intValue())).isEqualTo(NOT_VALID);
            assertThat(place.memory().toArray(JAVA_BYTE)).containsOnly(RUBBISH);
        }
    }

    @ParameterizedTest
    @CsvSource({"9", "33", "40", "41", "18", "66", "80", "82"})
    void flagsThatContradictEachOtherLeaveAHeaderThatIsRefused(int flags) {
        try (Place place = Place.ofBytes(HEADER + 8 * 8)) {
            place.memory().fill(RUBBISH);
            assertThat(place.c.init("flags", 8, flags)).isEqualTo(NOT_VALID);
            assertThat(place.memory().get(JAVA_INT, SIZE)).isZero();
            assertThat(place.memory().get(JAVA_INT, CAPACITY)).isZero();
            Refused.with(Reason.BAD_FLAGS, place::attach);
        }
    }

    @Test
    void aNameOf29CharactersIsTooLong() {
        String name = "a-name-of-29-characters------";
        try (Place place = Place.ofBytes(HEADER + 8 * 8)) {
            assertThat(place.c.init(name, 8, 0)).isEqualTo(NAME_TOO_LONG);
            Refused.with(Reason.BAD_GEOMETRY, place::attach);
            RingSpec spec = RingSpec.ofEntries(8);
            Refused.with(Reason.BAD_NAME, () -> Ring.createRaw(place.memory(), name, spec, AbiProfile.LINE_64));
            Refused.with(Reason.BAD_NAME, () -> Ring.create(place.home.region(), name, spec));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 1", "2, 4, 2", "15, 16, 15", "16, 32, 16", "63, 64, 63", "1023, 1024, 1023", "1024, 2048, 1024"})
    void anExactSizeIsTheNextPowerOfTwoAboveIt(int count, int size, int capacity) {
        try (Place place = Place.ofBytes(HEADER + (long) size * 8)) {
            assertThat(place.c.init("exact", count, EXACT)).isZero();
            Ring ring = place.attach();
            RingSpec spec = RingSpec.ofCapacity(count);
            assertThat(ring.size()).isEqualTo(size).isEqualTo(spec.size());
            assertThat(ring.capacity()).isEqualTo(capacity).isEqualTo(spec.capacity());
            assertThat(place.c.standing().free()).isEqualTo(capacity);
        }
    }

    @ParameterizedTest
    @CsvSource({"3", "7", "1000", "2147483647", "2147483648", "4294967295"})
    void aNumberOfEntriesThatDpdkRefusesIsRefused(long count) {
        try (Place place = Place.ofBytes(HEADER)) {
            assertThat(place.c.initHeader("entries", count, 0)).isEqualTo(NOT_VALID);
            assertThat(place.c.memorySize(8, count)).isEqualTo(NOT_VALID);
            Refused.with(Reason.BAD_SPEC, () -> RingSpec.ofEntries((int) count));
        }
    }

    /** DPDK returns 0 for all of these. */
    @ParameterizedTest
    @CsvSource({
        "0,          0, 0",
        "1,          0, 1",
        "0,          4, 1",
        "1073741824, 4, -2147483648",
        "2147483647, 4, -2147483648",
        "4294967295, 4, 0"
    })
    void aNumberOfEntriesThatDpdkLetsThroughThoughNoRingCanComeOfItIsRefused(long count, int flags, int size) {
        try (Place place = Place.ofBytes(HEADER + 8 * 8)) {
            assertThat(place.c.initHeader("entries", count, flags)).isZero();
            assertThat(place.memory().get(JAVA_INT, SIZE)).isEqualTo(size);
            Refused.with(Reason.BAD_GEOMETRY, place::attach);
            Sizing sizing = flags == 0 ? Sizing.POWER_OF_TWO : Sizing.EXACT;
            Refused.with(Reason.BAD_SPEC, () -> new RingSpec((int) count, sizing, 8, SyncMode.MULTI, SyncMode.MULTI));
        }
    }

    @ParameterizedTest
    @CsvSource({"4", "8", "12", "16", "20", "2048"})
    void theMemoryARingTakesIsWhatDpdkSays(int elementSize) {
        try (TestRegion home = TestRegion.ofBytes(32 << 20)) {
            Zone zone = home.rawZone("zone", HEADER);
            try (CRing c = CRing.raw(home.path(), zone.offset(), elementSize)) {
                for (int entries = 2; entries <= 4096; entries *= 2) {
                    RingSpec spec = RingSpec.ofEntries(entries).withElementSize(elementSize);
                    long ours = Ring.create(home.region(), "ring" + entries, spec)
                            .info()
                            .memoryBytes();
                    assertThat(c.memorySize(elementSize, entries)).isEqualTo(ours);
                    if (elementSize == 8) {
                        assertThat(c.memorySize(entries)).isEqualTo(ours);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "5", "23", "2047", "4294967295"})
    void anElementSizeThatDpdkRefusesIsRefused(long elementSize) {
        try (Place place = Place.ofBytes(HEADER)) {
            assertThat(place.c.memorySize((int) elementSize, 8)).isEqualTo(NOT_VALID);
            Refused.with(Reason.BAD_SPEC, () -> RingSpec.ofEntries(8).withElementSize((int) elementSize));
        }
    }

    /** DPDK takes 0 for a size, and counts modulo 2^32 in a table that is too large for it. */
    @ParameterizedTest
    @CsvSource({"0, 8, 384", "20, 1073741824, 21474836864"})
    void anElementSizeThatDpdkLetsThroughIsRefused(int elementSize, int entries, long bytes) {
        try (Place place = Place.ofBytes(HEADER)) {
            assertThat(place.c.memorySize(elementSize, entries)).isEqualTo(bytes);
            Refused.with(Reason.BAD_SPEC, () -> RingSpec.ofEntries(entries).withElementSize(elementSize));
        }
    }

    /** Memory that both can make a ring of 8-byte elements in. */
    private record Place(TestRegion home, Zone zone, CRing c) implements AutoCloseable {
        static Place ofBytes(long bytes) {
            TestRegion home = TestRegion.create();
            Zone zone = home.rawZone("zone", bytes);
            return new Place(home, zone, CRing.raw(home.path(), zone.offset(), Long.BYTES));
        }

        MemorySegment memory() {
            return home.region().memory(zone);
        }

        Ring attach() {
            return home.attachRaw(zone, Long.BYTES);
        }

        @Override
        public void close() {
            c.close();
            home.close();
        }
    }
}
