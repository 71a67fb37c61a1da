// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.interop.RingUser.Way;
import io.annulus.region.Zone;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code annulus.h} finds what Java named, and says clearly what it does not find. */
final class FindByNameTest {
    private static final RingSpec SPEC = RingSpec.ofEntries(8);

    @Test
    void cFindsARingThatJavaMadeAmongOthers() {
        try (TestRegion home = TestRegion.create()) {
            Ring.create(home.region(), "first", SPEC);
            home.rawZone("between", 100);
            Ring ring = Ring.create(home.region(), "second", SPEC);
            try (CRing c = CRing.find(home.path(), "second", 8);
                    JavaRing java = new JavaRing(ring)) {
                c.enqueue(Way.BULK, 3, 40);
                assertThat(java.dequeue(Way.BURST, 8).values()).containsExactly(40L, 41L, 42L);
            }
        }
    }

    @Test
    void aNameWithoutASlashIsLookedForInSharedMemory() {
        try (TestRegion home = TestRegion.create()) {
            Ring.create(home.region(), "ring", SPEC);
            Path name = home.path().getFileName();
            try (CRing c = CRing.find(name, "ring", 8)) {
                assertThat(c.standing().free()).isEqualTo(7);
            }
        }
    }

    @Test
    void anUnknownNameIsRefused() {
        try (TestRegion home = TestRegion.create()) {
            Ring.create(home.region(), "orders", SPEC);
            assertRefused(home, "order", 8, "order: no ready object of this name");
            assertRefused(home, "orders2", 8, "orders2: no ready object of this name");
        }
    }

    @Test
    void aWrongElementSizeIsRefused() {
        try (TestRegion home = TestRegion.create()) {
            Ring.create(home.region(), "orders", SPEC);
            assertRefused(home, "orders", 16, "orders: element size", "expected 16", "found 8");
        }
    }

    @Test
    void aRawZoneIsNotARing() {
        try (TestRegion home = TestRegion.create()) {
            home.rawZone("bytes", 4096);
            assertRefused(home, "bytes", 8, "bytes: kind", "found 1");
        }
    }

    @Test
    void aRemovedRingIsNotFound() {
        try (TestRegion home = TestRegion.create()) {
            Ring.create(home.region(), "orders", SPEC);
            home.region().removeZone("orders");
            assertRefused(home, "orders", 8, "orders: no ready object of this name");
        }
    }

    @Test
    void whatIsNoRegionIsRefused(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[8192]);
        Path shortFile = Files.write(directory.resolve("short"), new byte[100]);
        assertRefused(file, "ring", 8, file + ": magic at byte 0");
        assertRefused(shortFile, "ring", 8, "expected at least 4096, found 100");
        assertRefused(directory.resolve("none"), "ring", 8, "cannot be opened: No such file");
        try (TestRegion home = TestRegion.create()) {
            Path link = Files.createSymbolicLink(directory.resolve("link"), home.path());
            assertRefused(link, "ring", 8, "is a symbolic link");
        }
    }

    @Test
    void theSpaceOfARemovedRingIsUsedAgainIfNoCProgramOpenedIt() {
        try (TestRegion home = TestRegion.create()) {
            long before = Ring.create(home.region(), "ring", SPEC).info().offset();
            home.region().removeZone("ring");
            long after = Ring.create(home.region(), "ring", SPEC).info().offset();
            assertThat(after).isEqualTo(before);
        }
    }

    @Test
    void theSpaceOfARemovedRingIsNeverUsedAgainOnceACProgramOpenedIt() {
        try (TestRegion home = TestRegion.create()) {
            Ring.create(home.region(), "ring", SPEC);
            Zone opened = home.region().zone("ring");
            try (CRing c = CRing.find(home.path(), "ring", 8)) {
                home.region().removeZone("ring");
                Ring later = Ring.create(home.region(), "ring", SPEC);
                assertThat(later.info().offset()).isGreaterThanOrEqualTo(opened.offset() + opened.length());
                c.enqueue(Way.BULK, 7, 0);
                assertThat(later.isEmpty()).as("C still writes to the old ring").isTrue();
            }
            home.region().removeZone("ring");
            assertThat(Ring.create(home.region(), "ring", SPEC).info().offset())
                    .as("even after it has ended")
                    .isNotEqualTo(opened.offset());
        }
    }

    private static void assertRefused(TestRegion home, String name, int elementSize, String... parts) {
        assertRefused(home.path(), name, elementSize, parts);
    }

    private static void assertRefused(Path region, String name, int elementSize, String... parts) {
        Ended ended = CPeers.run("ring_peer", region.toString(), name, Integer.toString(elementSize));
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.lines()).isEqualTo(List.of());
        assertThat(ended.errors()).contains(parts);
    }
}
