// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import static io.annulus.posix.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.region.ZoneSpec;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seven cases of DPDK's ivshmem_autotest (until 16.07), as what they ask for is here. */
class OldAutotestTest {
    @TempDir
    private Path directory;

    /** Its case 1: wrong calls. */
    @Test
    void namesThatCannotBeAreRefused() {
        Path path = TestRegions.market(directory);
        try (Region region = Region.open(path)) {
            refused(Reason.BAD_NAME, () -> region.createZone(ZoneSpec.raw("x".repeat(29), 64), memory -> {}));
            refused(Reason.BAD_NAME, () -> region.createZone(ZoneSpec.raw("", 64), memory -> {}));
            refused(Reason.BAD_SPEC, () -> region.createZone(ZoneSpec.raw("nothing", 0), memory -> {}));
        }
        SharedRegion market = SharedRegion.inFile(path);
        refused(Reason.NOT_FOUND, () -> SharedRegion.inFile(directory.resolve("none")));
        refused(Reason.NOT_FOUND, () -> Export.plain(market, VisibleNames.only(TestRegions.rings("none"))));
        refused(Reason.BAD_NAME, () -> Export.plain(market, VisibleNames.all()).withId(""));
    }

    /** Its case 2: what was added is what the metadata says, and nothing else. */
    @Test
    void anExportShowsWhatIsInTheRegion() {
        Path path = TestRegions.market(directory);
        SharedRegion seen = SharedRegion.inFile(path);
        try (Region region = Region.open(path)) {
            assertThat(seen.objects()).extracting(SharedObject::zone).isEqualTo(region.zones());
            assertThat(seen.uuid()).isEqualTo(region.info().uuid());
        }
        assertThat(seen.objects())
                .allMatch(object -> object.zone().offset() + object.zone().length() <= seen.bytes());
    }

    /** Its case 3: several metadata files. Its case 4: the 33rd fails; here there is no such limit. */
    @Test
    void thereAreAsManyRegionsAsOneLikes() {
        int machines = 100;
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < machines; i++) {
            Path path = directory.resolve("vm" + i);
            try (Region region = Region.create(path, RegionSpec.ofSize(64 << 10, 4, 4))) {
                region.createZone(ZoneSpec.raw("only-" + i, 64), memory -> {});
            }
            Export export = Export.plain(SharedRegion.inFile(path), VisibleNames.all());
            assertThat(export.region().objects())
                    .extracting(object -> object.zone().name())
                    .containsExactly("only-" + i);
            seen.add(export.region().uuid());
        }
        assertThat(seen).hasSize(machines);
    }

    /** Its case 5: the same metadata file twice. A name is given once; but one region can go to several machines. */
    @Test
    void theSameRegionIsNotCreatedTwice() {
        Path path = TestRegions.market(directory);
        refused(Reason.ALREADY_EXISTS, () -> Region.create(path, RegionSpec.ofSize(TestRegions.BYTES)));
        SharedRegion market = SharedRegion.inFile(path);
        assertThat(Export.plain(market, VisibleNames.all()).withId("vm1").attachment())
                .isEqualTo(
                        Export.plain(market, VisibleNames.all()).withId("vm2").attachment());
    }

    /** Its case 6: 128 entries, and not one more. Here that is a number of the region, 256 by default and up to 65 536. */
    @Test
    void theDirectoryTakesAsManyNamesAsItHasRoomFor() {
        int entries = 128;
        Path path = directory.resolve("full");
        try (Region region = Region.create(path, RegionSpec.ofSize(TestRegions.BYTES, entries, 4))) {
            for (int i = 0; i < entries; i++) {
                region.createZone(ZoneSpec.raw("zone-" + i, 64), memory -> {});
            }
            refused(Reason.DIRECTORY_FULL, () -> region.createZone(ZoneSpec.raw("one-more", 64), memory -> {}));
        }
        Export export = Export.plain(SharedRegion.inFile(path), VisibleNames.all());
        assertThat(export.region().objects()).hasSize(entries);
        assertThat(export.region().directoryCapacity()).isEqualTo(entries);
    }

    /** Its case 7: the same memzone twice. */
    @Test
    void theSameNameIsNotGivenTwiceInARegion() {
        try (Region region = Region.open(TestRegions.market(directory))) {
            refused(Reason.ALREADY_EXISTS, () -> region.createZone(ZoneSpec.raw("orders", 64), memory -> {}))
                    .contains("orders");
        }
    }
}
