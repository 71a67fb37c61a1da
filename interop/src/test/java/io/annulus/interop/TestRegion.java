// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import io.annulus.region.AbiProfile;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.region.Zone;
import io.annulus.region.ZoneSpec;
import io.annulus.ring.Ring;
import java.nio.file.Path;
import java.util.UUID;

/** A region in shared memory under a name of its own, gone after the test. */
final class TestRegion implements AutoCloseable {
    private final Path path = Path.of("/dev/shm/annulus-interop-" + UUID.randomUUID());
    private final Region region;

    private TestRegion(long sizeBytes) {
        this.region = Region.create(path, RegionSpec.ofSize(sizeBytes).withProfile(AbiProfile.LINE_64));
    }

    static TestRegion create() {
        return ofBytes(1 << 20);
    }

    static TestRegion ofBytes(long bytes) {
        return new TestRegion(bytes);
    }

    Path path() {
        return path;
    }

    Region region() {
        return region;
    }

    /** A raw zone for C to make a ring in. */
    Zone rawZone(String name, long bytes) {
        return region.createZone(ZoneSpec.raw(name, bytes), memory -> {});
    }

    /** The ring that C made in a raw zone. */
    Ring attachRaw(Zone zone, int elementSize) {
        return Ring.attachRaw(region.memory(zone), elementSize, AbiProfile.LINE_64);
    }

    @Override
    public void close() {
        // The name first: closing fails if a failed test left a role open.
        Region.removeByForce(path);
        region.close();
    }
}
