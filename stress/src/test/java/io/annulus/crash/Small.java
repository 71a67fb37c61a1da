// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.region.AbiProfile;
import io.annulus.region.Region;
import io.annulus.region.RegionAudit;
import io.annulus.region.RegionSpec;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.Stall;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/** The small regions and rings that crash tests use: three names, four participants. */
final class Small {
    static final String NAME = "ring";
    static final RingSpec MULTI = RingSpec.ofEntries(8);
    static final RingSpec SINGLE = MULTI.withProducers(SyncMode.SINGLE).withConsumers(SyncMode.SINGLE);
    static final long NONE = -1;

    private Small() {}

    static RegionSpec spec() {
        return spec(3, 4);
    }

    static RegionSpec spec(int zones, int participants) {
        return new RegionSpec(
                16_384, zones, participants, AbiProfile.host(), PosixFilePermissions.fromString("rw-------"));
    }

    static void region(Path path) {
        Region.create(path, spec()).close();
    }

    static void regionWithRing(Path path, RingSpec spec) {
        try (Region region = Region.create(path, spec())) {
            Ring.create(region, NAME, spec);
        }
    }

    /** Elements go in and come out. */
    static void requireWorks(Ring ring) {
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            requireWorks(producer, consumer);
        }
    }

    static void requireWorks(Producer producer, Consumer consumer) {
        for (long value = 1; value <= 20; value++) {
            assertThat(producer.enqueue(value)).isTrue();
            assertThat(consumer.dequeueOr(NONE)).isEqualTo(value);
        }
        assertThat(consumer.dequeueOr(NONE)).isEqualTo(NONE);
    }

    static long[] drain(Ring ring) {
        try (Consumer consumer = ring.consumer()) {
            long[] values = new long[ring.capacity()];
            return Arrays.copyOf(values, consumer.dequeueBurst(values, 0, values.length));
        }
    }

    /** One side is stalled, and one dead process, which had a role there, is named. */
    static void requireStalledByTheDead(Ring ring, Purpose side) {
        Stall stall = ring.stalls().getFirst();
        assertThat(ring.stalls()).hasSize(1);
        assertThat(stall.side()).isEqualTo(side);
        assertThat(stall.dead()).hasSize(1);
        assertThat(stall.describe())
                .contains("died in between: pid "
                        + stall.dead().getFirst().process().pid());
    }

    /** The ring is there whole or not at all; afterwards it is there, anew, and nothing is left of anyone's attempts. */
    static void requireRecreatable(Path path, RingSpec spec) {
        try (Region region = Region.open(path)) {
            if (region.zones().stream().anyMatch(z -> z.name().equals(NAME))) {
                Ring found = Ring.attach(region, NAME);
                assertThat(found.capacity()).isEqualTo(spec.capacity());
                requireWorks(found);
                region.removeZone(NAME);
            }
            requireWorks(Ring.create(region, NAME, spec));
            assertThat(region.zones()).hasSize(1);
        }
        RegionAudit.of(path).requireSettled();
    }
}
