// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import static io.annulus.posix.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.region.Region;
import io.annulus.region.ZoneKind;
import java.nio.file.Path;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine sees its whole region: an export for some of it is one for nothing else. */
class VisibleNamesTest {
    @TempDir
    private Path directory;

    private Path path;
    private SharedRegion market;

    @BeforeEach
    void create() {
        path = TestRegions.market(directory);
        market = SharedRegion.inFile(path);
    }

    private static Export export(SharedRegion region, VisibleNames names) {
        return Export.plain(region, names);
    }

    @Test
    void aRegionWithMoreInItThanWasNamedIsRefusedWithAListAndTheCommandsForOneOfItsOwn() {
        refused(Reason.BAD_SPEC, () -> export(market, VisibleNames.only(TestRegions.rings("fills"))))
                .contains("nothing but ring 'fills'", "found ring 'orders', zone 'state' besides")
                .contains("annulus region create " + market.where() + "-vm --size 1048576 && annulus ring create "
                        + market.where()
                        + "-vm fills --entries 100 --exact --element-size 16 --producers single ;")
                .contains("--share-all");
    }

    @Test
    void theCommandsSayWhatTheyCannotMake() {
        SequencedMap<String, ZoneKind> names = TestRegions.rings("orders");
        names.put("state", ZoneKind.RAW);
        refused(Reason.BAD_SPEC, () -> export(market, VisibleNames.only(names)))
                .contains("--entries 64 --element-size 8 (and zone 'state' by its program)");
    }

    @Test
    void everythingNamedIsAccepted() {
        SequencedMap<String, ZoneKind> names = TestRegions.rings("fills", "orders");
        names.put("state", ZoneKind.RAW);
        assertThat(export(market, VisibleNames.only(names)).region().objects()).hasSize(3);
    }

    @Test
    void theRestIsSharedByWhoeverSaysSo() {
        VisibleNames fills = VisibleNames.only(TestRegions.rings("fills")).withOthers();
        assertThat(export(market, fills).names().in(market))
                .extracting(object -> object.zone().name())
                .containsExactly("fills");
        assertThat(export(market, VisibleNames.all()).names().in(market)).hasSize(3);
    }

    @Test
    void aNameThatIsNotThereIsRefusedWithWhatIs() {
        VisibleNames trades = VisibleNames.only(TestRegions.rings("trades"));
        refused(Reason.NOT_FOUND, () -> export(market, trades))
                .contains("a ring 'trades', found ring 'orders', ring 'fills', zone 'state'");
        refused(Reason.NOT_FOUND, () -> export(market, trades.withOthers())).contains("trades");
        SharedRegion empty = SharedRegion.inFile(TestRegions.empty(directory.resolve("empty"), TestRegions.BYTES));
        refused(Reason.NOT_FOUND, () -> export(empty, trades)).contains("found nothing");
    }

    @Test
    void aNameOfAnotherKindIsRefused() {
        refused(Reason.WRONG_KIND, () -> export(market, VisibleNames.only(TestRegions.rings("state"))))
                .contains("a ring 'state', found a zone", "--zone state");
    }

    @Test
    void whatWasRemovedIsNotSeen() {
        try (Region region = Region.open(path)) {
            region.removeZone("fills");
            region.removeZone("state");
        }
        VisibleNames orders = VisibleNames.only(TestRegions.rings("orders"));
        assertThat(export(SharedRegion.inFile(path), orders).region().objects()).hasSize(1);
    }
}
