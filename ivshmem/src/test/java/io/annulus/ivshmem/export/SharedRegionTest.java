// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import static io.annulus.posix.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.posix.memory.MappedRegion;
import io.annulus.posix.memory.SharedMemory;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.ring.RingInfo;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file is found to hold, and which files are no memory for a machine. */
class SharedRegionTest {
    @TempDir
    private Path directory;

    @Test
    void everythingWithANameIsSeenInTheOrderOfTheDirectory() throws Exception {
        Path path = TestRegions.market(directory);
        SharedRegion seen = SharedRegion.inFile(path);
        assertThat(seen.bytes()).isEqualTo(TestRegions.BYTES);
        assertThat(seen.directoryCapacity()).isEqualTo(256);
        assertThat(seen.file()).contains(directory.toRealPath().resolve("market"));
        assertThat(seen.objects())
                .extracting(object -> object.kind() + " " + object.zone().name())
                .containsExactly("ring orders", "ring fills", "zone state");
        assertThat(seen.objects().get(1).ring()).map(RingInfo::capacity).contains(100);
        assertThat(seen.objects().get(2).ring()).isEmpty();
    }

    @Test
    void lookingChangesNothing() throws Exception {
        Path path = TestRegions.market(directory);
        byte[] before = Files.readAllBytes(path);
        SharedRegion.inFile(path);
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
    }

    @Test
    void aRelativePathAndLinksOnTheWayBecomeThePlaceTheyLeadTo() throws Exception {
        Path path = TestRegions.market(directory);
        Path here = Path.of("").toAbsolutePath();
        Path relative = here.relativize(path.toAbsolutePath());
        assertThat(relative.isAbsolute()).isFalse();
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        assertThat(SharedRegion.inFile(relative).where())
                .isEqualTo(path.toRealPath().toString());
        assertThat(SharedRegion.inFile(link.resolve("market")).where())
                .isEqualTo(path.toRealPath().toString());
    }

    @Test
    void aLinkToARegionIsRefused() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), TestRegions.market(directory));
        refused(Reason.SYMBOLIC_LINK, () -> SharedRegion.inFile(link)).contains("symbolic link");
    }

    @Test
    void otherKindsOfFilesAreRefused() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        refused(Reason.NOT_A_REGION, () -> SharedRegion.inFile(pipe)).contains("expected a regular file");
        refused(Reason.NOT_A_REGION, () -> SharedRegion.inFile(directory)).contains("directory");
        Path text = Files.writeString(directory.resolve("text"), "text");
        refused(Reason.NOT_A_REGION, () -> SharedRegion.inFile(text)).contains("expected a region");
        refused(Reason.NOT_FOUND, () -> SharedRegion.inFile(directory.resolve("nothing")))
                .contains("no such region");
    }

    @Test
    void memoryWithoutANameIsRefused() {
        try (SharedMemory memory = SharedMemory.sealed("unnamed", TestRegions.BYTES);
                Region _ = MappedRegion.create(memory, RegionSpec.ofSize(TestRegions.BYTES))) {
            Path descriptor = Path.of("/proc/self/fd/" + memory.descriptor().number());
            assertThat(descriptor).exists();
            refused(Reason.WRONG_KIND, () -> SharedRegion.inFile(descriptor))
                    .contains("memory of a process", "annulus ivshmem serve");
        }
    }

    @Test
    void aFileThatIsLongerThanItsRegionIsRefused() throws Exception {
        Path path = TestRegions.market(directory);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(2 * TestRegions.BYTES);
        }
        refused(Reason.BAD_GEOMETRY, () -> SharedRegion.inFile(path)).contains("1048576 bytes, found 2097152");
    }

    @Test
    void aPathThatNoCommandLineCanCarryIsRefused() {
        refused(Reason.BAD_NAME, () -> SharedRegion.inFile(directory.resolve("two\nlines")))
                .contains("two?lines")
                .doesNotContain("\n");
    }
}
