// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.interop.RingUser.Way;
import io.annulus.region.AbiProfile;
import io.annulus.region.Region;
import io.annulus.region.Zone;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Java and C, each on a ring of its own, leave the same memory behind, byte for byte. */
final class SameBytesTest {
    private static final byte RUBBISH = (byte) 0xa5;

    static Stream<RingSpec> everyRing() {
        return Shape.all();
    }

    @ParameterizedTest
    @MethodSource("everyRing")
    void aNewRingInARegionIsWhatRteRingInitMakes(RingSpec spec) {
        try (TestRegion home = TestRegion.create()) {
            Ring.create(home.region(), "twins", spec);
            Zone ours = home.region().zone("twins");
            Zone theirs = home.rawZone("in-c", ours.length());
            try (CRing c = CRing.raw(home.path(), theirs.offset(), spec.elementSize())) {
                assertThat(c.init("twins", spec.entries(), Shape.flags(spec))).isZero();
            }
            assertSame(home.region(), ours, theirs);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a-name-of-28-characters-----"})
    void namesAreWrittenAsRteRingInitWritesThem(String name) {
        RingSpec spec = RingSpec.ofEntries(2);
        try (TestRegion home = TestRegion.create()) {
            Ring.create(home.region(), name, spec);
            Zone theirs = home.rawZone("in-c", home.region().zone(name).length());
            try (CRing c = CRing.raw(home.path(), theirs.offset(), spec.elementSize())) {
                assertThat(c.init(name, spec.entries(), Shape.flags(spec))).isZero();
            }
            assertSame(home.region(), home.region().zone(name), theirs);
        }
    }

    @ParameterizedTest
    @MethodSource("everyRing")
    void theSameWorkInMemoryFullOfRubbishLeavesTheSame(RingSpec spec) {
        try (TestRegion home = TestRegion.create()) {
            Zone ours = home.rawZone("ours", 1024);
            Zone theirs = home.rawZone("theirs", 1024);
            MemorySegment memory = home.region().memory(ours);
            memory.fill(RUBBISH);
            home.region().memory(theirs).fill(RUBBISH);
            Ring ring = Ring.createRaw(memory, "work", spec, AbiProfile.LINE_64);
            try (JavaRing java = new JavaRing(ring);
                    CRing c = CRing.raw(home.path(), theirs.offset(), spec.elementSize())) {
                assertThat(c.init("work", spec.entries(), Shape.flags(spec))).isZero();
                assertSame(home.region(), ours, theirs);
                for (int step = 1; step < 20; step++) {
                    work(java, step);
                    work(c, step);
                    assertSame(home.region(), ours, theirs);
                }
            }
        }
    }

    private static void work(RingUser user, int step) {
        user.enqueue(Way.BURST, step % 6, step * 1_000_000_007L);
        user.dequeue(Way.BULK, step % 4);
    }

    private static void assertSame(Region region, Zone ours, Zone theirs) {
        assertThat(bytes(region, ours)).isEqualTo(bytes(region, theirs));
    }

    private static byte[] bytes(Region region, Zone zone) {
        return region.memory(zone).toArray(ValueLayout.JAVA_BYTE);
    }
}
