// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.region.ZoneKind;
import io.annulus.region.ZoneSpec;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Regions in files, for exports of them. */
final class TestRegions {
    static final long BYTES = 1 << 20;

    private TestRegions() {}

    /** One of 1 MiB with the rings {@code orders} and {@code fills}, and the raw zone {@code state}. */
    static Path market(Path directory) {
        return market(directory.resolve("market"), BYTES);
    }

    static Path market(Path path, long bytes) {
        try (Region region = Region.create(path, RegionSpec.ofSize(bytes))) {
            Ring.create(region, "orders", RingSpec.ofEntries(64));
            Ring.create(
                    region,
                    "fills",
                    RingSpec.ofCapacity(100).withElementSize(16).withProducers(SyncMode.SINGLE));
            region.createZone(ZoneSpec.raw("state", 256), memory -> {});
        }
        return path;
    }

    static Path empty(Path path, long bytes) {
        Region.create(path, RegionSpec.ofSize(bytes)).close();
        return path;
    }

    static SequencedMap<String, ZoneKind> rings(String... names) {
        SequencedMap<String, ZoneKind> rings = new LinkedHashMap<>();
        for (String name : names) {
            rings.put(name, ZoneKind.RING);
        }
        return rings;
    }
}
