// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.liveness.Verdict;
import io.annulus.memory.Words;
import io.annulus.region.DirectoryInfo;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.region.Zone;
import io.annulus.region.ZoneSpec;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an onlooker is told of a region: offsets below are those of docs/region-format.md. */
final class RegionSnapshotTest {
    private static final int SIZE = 100_000;
    private static final int ENTRY = 4096;
    private static final int ENTRY_SIZE = 256;
    private static final int STATE = 32;
    private static final int OFFSET = 48;
    private static final int ZONES_END = 272;
    private static final int OWNER = 256;
    private static final int RESETTING = 4;

    @TempDir
    private Path directory;

    private Path path;
    private Region region;
    private Ring orders;

    @BeforeEach
    void create() {
        path = directory.resolve("region");
        region = Region.create(path, RegionSpec.ofSize(SIZE, 4, 8));
        orders = Ring.create(region, "orders", RingSpec.ofEntries(8).withProducers(SyncMode.SINGLE));
    }

    @AfterEach
    void close() {
        region.close();
    }

    /** Writes into the file what no correct program would. */
    private void set(long offset, long value) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Arena arena = Arena.ofConfined()) {
            MemorySegment memory = channel.map(MapMode.READ_WRITE, 0, channel.size(), arena);
            Words.storeReleaseLong(memory, offset, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long entry(int index, int field) {
        return ENTRY + (long) index * ENTRY_SIZE + field;
    }

    @Test
    void aSoundRegionIsShownWithEverythingInIt() {
        region.createZone(ZoneSpec.raw("notes", 1000), _ -> {});
        try (Producer producer = orders.producer()) {
            producer.enqueueBulk(new long[3], 0, 3);
            RegionSnapshot snapshot = RegionSnapshot.of(region);
            assertThat(snapshot.findings()).isEmpty();
            assertThat(snapshot.damagedRings()).isEmpty();
            assertThat(snapshot.rings()).singleElement().satisfies(ring -> {
                assertThat(ring.info().used()).isEqualTo(3);
                assertThat(ring.info().name()).isEqualTo("orders");
            });
            assertThat(snapshot.participants()).singleElement().satisfies(p -> {
                assertThat(p.verdict()).isEqualTo(Verdict.ALIVE);
                assertThat(snapshot.zoneOf(p)).contains(region.zone("orders"));
            });
            assertThat(snapshot.unusedBytes()).isPositive().isLessThan(SIZE);
            assertThat(snapshot.toText())
                    .contains("2 of 4", "1 of 8", "notes", "raw", "orders", "ring", "producer", "single", "multi")
                    .contains("pid " + ProcessHandle.current().pid() + " (alive)")
                    .doesNotContain("finding");
        }
    }

    @Test
    void theTextFitsEightyColumnsForTheLongestNames() {
        Ring ring = Ring.create(region, "n".repeat(28), RingSpec.ofEntries(8));
        try (Producer producer = ring.producer()) {
            assertThat(RegionSnapshot.of(region).toText().lines().skip(1))
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                    .anySatisfy(line -> assertThat(line).contains("producer", "n".repeat(28)));
            assertThat(producer.enqueue(1L)).isTrue();
        }
    }

    @Test
    void aDamagedRingDoesNotHideTheOthers() {
        Ring.create(region, "fills", RingSpec.ofEntries(8));
        set(region.zone("orders").offset() + 48, 77);
        RegionSnapshot snapshot = RegionSnapshot.of(region);
        assertThat(snapshot.rings()).extracting(r -> r.info().name()).containsExactly("fills");
        assertThat(snapshot.damagedRings()).containsOnlyKeys("orders");
        assertThat(snapshot.findings()).singleElement().asString().contains("orders", "power of two", "found 77");
        assertThat(snapshot.toText()).contains("fills", "damaged");
    }

    @Test
    void anEntryOfNoStateThatThereIsIsDamage() {
        int entry = region.zone("orders").entry();
        set(4096 + 256L * entry + 32, 99);
        RegionSnapshot snapshot = RegionSnapshot.of(region);
        assertThat(snapshot.damage())
                .singleElement()
                .asString()
                .contains("directory entry " + entry, "0 to 4", "found 99");
    }

    @Test
    void whatIsWrongWithARingIsWrongWithItsRegion() {
        set(region.zone("orders").offset() + 256, 99L << 32 | 99);
        assertThat(RegionSnapshot.of(region).findings())
                .containsExactly("'orders': producer tail: expected at most 7 ahead of the consumer tail 99, found 0");
    }

    @Test
    void aDamagedEntryDoesNotHideTheOthers() {
        Ring.create(region, "fills", RingSpec.ofEntries(8));
        set(entry(0, OFFSET), 1L << 40);
        RegionSnapshot snapshot = RegionSnapshot.of(region);
        assertThat(snapshot.rings()).extracting(r -> r.info().name()).containsExactly("fills");
        assertThat(snapshot.findings()).singleElement().asString().contains("'orders'", "found offset 1099511627776");
    }

    @Test
    void zonesThatOverlapAreAFinding() {
        Zone notes = region.createZone(ZoneSpec.raw("notes", 1000), _ -> {});
        set(entry(1, OFFSET), notes.offset() - 128);
        assertThat(RegionSnapshot.of(region).findings())
                .singleElement()
                .asString()
                .contains("'orders' and 'notes'", "expected extents of their own");
    }

    @Test
    void aSecondZoneOfOneNameIsAFinding() {
        region.createZone(ZoneSpec.raw("notes", 1000), _ -> {});
        set(entry(1, 0), 0x737265_64726fL);
        assertThat(RegionSnapshot.of(region).findings())
                .singleElement()
                .asString()
                .contains("expected one zone named 'orders'");
    }

    @Test
    void aZoneBehindTheEndOfTheZonesIsAFinding() {
        long end = region.info().zonesEnd();
        set(ZONES_END, end - 128);
        assertThat(RegionSnapshot.of(region).findings())
                .singleElement()
                .asString()
                .startsWith("'orders': expected its end at " + (end - 128));
        set(ZONES_END, 1);
        assertThat(RegionSnapshot.of(region).findings())
                .containsExactly("end of the zones: expected 8192 to 102400, found 1");
    }

    @Test
    void whatWasRemovedWhileWeReadIsNoFinding() {
        Zone first = region.zone("orders");
        region.removeZone("orders");
        Zone second = Ring.create(region, "orders", RingSpec.ofEntries(8))
                .entry()
                .orElseThrow()
                .zone();
        assertThat(second.offset()).as("in the same place").isEqualTo(first.offset());
        DirectoryInfo seen = new DirectoryInfo(
                List.of(first, second), List.of(), region.directory().changer(), 1);
        set(ZONES_END, region.info().zonesEnd());
        assertThat(RegionFindings.of(region, region.info(), seen, List.of(), List.of()).damage)
                .isEmpty();
        Zone beyond = new Zone("gone", first.kind(), SIZE - 4096, 4096, 8, 3, 1);
        DirectoryInfo later = new DirectoryInfo(
                List.of(second, beyond), List.of(), region.directory().changer(), 1);
        assertThat(RegionFindings.of(region, region.info(), later, List.of(), List.of()).damage)
                .isEmpty();
    }

    @Test
    void whatADeadProcessLeftIsAFinding() throws Exception {
        try (HoldingProcess holder = HoldingProcess.start(path, "orders", Purpose.PRODUCER, 2)) {
            RegionSnapshot alive = RegionSnapshot.of(region);
            assertThat(alive.findings()).isEmpty();
            long word = alive.participants().getFirst().process().word();
            holder.kill();
            set(OWNER, word);
            String pid = "pid " + holder.pid() + " (dead";
            assertThat(RegionSnapshot.of(region).findings())
                    .satisfiesExactly(
                            lock -> assertThat(lock).contains("the directory is held by " + pid, "takes it over"),
                            line -> assertThat(line).contains(pid, "never gave back its producer role on 'orders'"),
                            side -> assertThat(side).contains("'orders': the producer side is held by " + pid));
        }
        region.createZone(ZoneSpec.raw("notes", 1000), _ -> {});
        assertThat(RegionSnapshot.of(region).findings()).noneMatch(finding -> finding.contains("directory"));
    }

    @Test
    void aResetThatNobodyFinishesIsAFinding() {
        set(entry(0, STATE), 2L << 32 | RESETTING);
        assertThat(RegionSnapshot.of(region).findings())
                .singleElement()
                .asString()
                .startsWith("'orders' was left in the middle of a reset");
        try (HoldingLock _ = new HoldingLock()) {
            assertThat(RegionSnapshot.of(region).findings())
                    .as("somebody is at it")
                    .isEmpty();
        }
        region.createZone(ZoneSpec.raw("notes", 1000), _ -> {});
        assertThat(RegionSnapshot.of(region).findings()).isEmpty();
    }

    /** The directory as if this process were changing it. */
    private final class HoldingLock implements AutoCloseable {
        HoldingLock() {
            set(OWNER, RegionSnapshot.of(region).info().creator().word());
        }

        @Override
        public void close() {
            set(OWNER, 0);
        }
    }
}
