// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.ProcessIdentity;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Regions: made whole, found again, listed, removed. */
final class RegionTest {
    private static final RegionSpec SPEC = RegionSpec.ofSize(100_000, 8, 8);

    @TempDir
    Path directory;

    private Path path() {
        return directory.resolve("region");
    }

    @Test
    void whatIsCreatedIsFoundAgainByPath() {
        try (Region created = Region.create(path(), SPEC)) {
            Zone zone = created.createZone(
                    ZoneSpec.raw("notes", 100), memory -> memory.set(ValueLayout.JAVA_INT, 96, 4711));
            try (Region opened = Region.open(path())) {
                assertThat(opened.info()).isEqualTo(created.info());
                assertThat(opened.zone("notes")).isEqualTo(zone);
                assertThat(opened.memory(zone).byteSize()).isEqualTo(100);
                assertThat(opened.memory(zone).get(ValueLayout.JAVA_INT, 96)).isEqualTo(4711);
            }
        }
    }

    @Test
    void sizesAreWholePagesAndAllOfThemAreAllocated() throws IOException {
        Region.create(path(), SPEC).close();
        assertThat(Files.size(path())).isEqualTo(25 * 4096);
        Region.create(
                        Path.of("/dev/shm")
                                .resolve("annulus-blocks-"
                                        + ProcessHandle.current().pid()),
                        SPEC)
                .close();
        Path shared = Path.of("/dev/shm")
                .resolve("annulus-blocks-" + ProcessHandle.current().pid());
        try {
            Process stat = new ProcessBuilder("stat", "-c", "%b", shared.toString()).start();
            long blocks = Long.parseLong(new String(stat.getInputStream().readAllBytes(), US_ASCII).trim());
            assertThat(blocks * 512).isGreaterThanOrEqualTo(25 * 4096);
        } finally {
            Region.remove(shared);
        }
    }

    @Test
    void saysWhoMadeItAndWhichItIs() {
        Region.create(path(), SPEC).close();
        Region.create(directory.resolve("other"), SPEC).close();
        try (Region first = Region.open(path(), Access.READ_ONLY);
                Region second = Region.open(directory.resolve("other"), Access.READ_ONLY)) {
            assertThat(first.info().creator()).isEqualTo(ProcessIdentity.current());
            assertThat(first.info().uuid()).isNotEqualTo(second.info().uuid());
            assertThat(first.info().epoch()).isEqualTo(1);
            assertThat(first.info().session()).isEqualTo(1);
        }
    }

    @Test
    void openingChangesNoByte() throws IOException {
        try (Region region = Region.create(path(), SPEC)) {
            region.createZone(ZoneSpec.raw("notes", 100), _ -> {});
        }
        byte[] before = Files.readAllBytes(path());
        try (Region region = Region.open(path())) {
            assertThat(region.zones()).hasSize(1);
            assertThat(region.participants()).isEmpty();
        }
        assertThat(Files.readAllBytes(path())).isEqualTo(before);
    }

    @Test
    void theFileIsTheOwnersAloneUnlessAskedOtherwise() throws IOException {
        Region.create(path(), SPEC).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
        Path shared = directory.resolve("shared");
        Region.create(shared, SPEC.withPermissions(PosixFilePermissions.fromString("rw-rw-rw-")))
                .close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                .isEqualTo("rw-rw-rw-");
    }

    @Test
    void nothingButTheRegionIsLeftInTheDirectory() throws IOException {
        Region.create(path(), SPEC).close();
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(path());
        }
    }

    @Test
    void listsRegionsAndNothingElse() throws IOException {
        Region.create(directory.resolve("b"), SPEC).close();
        Region.create(directory.resolve("a"), SPEC).close();
        Files.writeString(directory.resolve("notes.txt"), "x".repeat(10_000));
        Files.writeString(directory.resolve("short"), "x");
        Files.createDirectory(directory.resolve("sub"));
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("a"));
        assertThat(Region.list(directory)).isEqualTo(List.of(directory.resolve("a"), directory.resolve("b")));
    }

    @Test
    void removingTakesTheNameAndLeavesTheMemoryToWhoHasIt() {
        try (Region region = Region.create(path(), SPEC)) {
            Zone zone = region.createZone(ZoneSpec.raw("notes", 100), _ -> {});
            Region.remove(path());
            assertThat(path()).doesNotExist();
            region.memory(zone).set(ValueLayout.JAVA_INT, 0, 1);
            Region.create(path(), SPEC).close();
            try (Region second = Region.open(path())) {
                assertThat(second.zones()).isEmpty();
            }
        }
    }

    @Test
    void zonesAddedElsewhereAreSeenHere() {
        try (Region one = Region.create(path(), SPEC);
                Region other = Region.open(path())) {
            one.createZone(ZoneSpec.raw("first", 100), _ -> {});
            other.createZone(ZoneSpec.raw("second", 100), _ -> {});
            assertThat(one.zones()).extracting(Zone::name).containsExactly("first", "second");
            other.removeZone("first");
            assertThat(one.zones()).extracting(Zone::name).containsExactly("second");
            assertThat(one.zone("second").offset() % 128).isZero();
        }
    }

    @Test
    void aNameWithoutDirectoryIsInSharedMemory() {
        assertThat(Region.resolve("orders")).isEqualTo(Path.of("/dev/shm/orders"));
        assertThat(Region.resolve("./orders")).isEqualTo(Path.of("./orders"));
        assertThat(Region.resolve("/x/orders")).isEqualTo(Path.of("/x/orders"));
    }
}
