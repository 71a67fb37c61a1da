// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.memory;

import static io.annulus.posix.Refusals.refused;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import io.annulus.posix.OpenDescriptors;
import io.annulus.posix.OpenMode;
import io.annulus.posix.event.EventFd;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedMemoryTest {
    private static final long BYTES = 1 << 20;
    private static final Path HUGE = Path.of("/dev/hugepages");

    private final Set<String> before = OpenDescriptors.now();

    @TempDir
    private Path directory;

    @AfterEach
    void nothingStaysOpen() {
        OpenDescriptors.requireSameAs(before);
    }

    @Test
    void twoMappingsAreTheSameMemoryAndItIsZeroAtFirst() {
        try (SharedMemory memory = SharedMemory.sealed("test", BYTES);
                Arena arena = Arena.ofConfined()) {
            MemorySegment one = memory.map(arena);
            MemorySegment other = memory.map(arena);
            assertThat(one.byteSize()).isEqualTo(BYTES);
            assertThat(one.toArray(JAVA_BYTE)).containsOnly(0);
            assertThat(one.address()).isNotEqualTo(other.address());
            one.set(JAVA_LONG, BYTES - 8, 17);
            assertThat(other.get(JAVA_LONG, BYTES - 8)).isEqualTo(17);
        }
    }

    @Test
    void memoryFromElsewhereIsTakenAsItIs() {
        try (SharedMemory memory = SharedMemory.sealed("test", BYTES);
                SharedMemory same = SharedMemory.of(memory.descriptor().duplicate());
                Arena arena = Arena.ofConfined()) {
            assertThat(same.bytes()).isEqualTo(BYTES);
            assertThat(same.seals()).isEqualTo(memory.seals());
            memory.map(arena).set(JAVA_LONG, 0, 17);
            assertThat(same.map(arena).get(JAVA_LONG, 0)).isEqualTo(17);
        }
    }

    @Test
    void whatIsNoMemoryIsRefusedAndClosed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Descriptor empty = Descriptor.open(file);
        refused(Reason.BAD_MESSAGE, () -> SharedMemory.of(empty)).contains("found none");
        refused(Reason.CLOSED, empty::number);
        Descriptor event = EventFd.create().descriptor();
        refused(Reason.BAD_MESSAGE, () -> SharedMemory.of(event)).contains("eventfd");
        Files.write(file, new byte[8]);
        Descriptor readable = Descriptor.open(file, OpenMode.READ, 0);
        refused(Reason.READ_ONLY, () -> SharedMemory.of(readable)).contains("reading alone");
        refused(Reason.CLOSED, readable::number);
    }

    @Test
    void aMappingLivesOnWhenTheDescriptorIsClosedAndEndsWithItsArena() {
        MemorySegment mapped;
        try (Arena arena = Arena.ofConfined()) {
            try (SharedMemory memory = SharedMemory.sealed("test", BYTES)) {
                mapped = memory.map(arena);
            }
            mapped.set(JAVA_LONG, 0, 17);
            assertThat(mapped.get(JAVA_LONG, 0)).isEqualTo(17);
        }
        assertThatThrownBy(() -> mapped.get(JAVA_LONG, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sealedMemoryCannotBeMadeShorterOrLongerByAnyone() throws IOException {
        try (SharedMemory memory = SharedMemory.sealed("test", BYTES)) {
            assertThat(memory.seals()).isEqualTo(EnumSet.of(Seal.SEAL, Seal.SHRINK, Seal.GROW));
            refused(Reason.NO_PERMISSION, () -> memory.descriptor().setLength(BYTES / 2))
                    .startsWith("ftruncate(memfd 'test' (fd ")
                    .contains("EPERM");
            refused(Reason.NO_PERMISSION, () -> memory.descriptor().setLength(BYTES * 2));
            try (FileChannel another =
                    FileChannel.open(memory.descriptor().pathForOthers(), StandardOpenOption.WRITE)) {
                assertThatThrownBy(() -> another.truncate(0)).isInstanceOf(IOException.class);
                assertThat(another.size()).isEqualTo(BYTES);
            }
        }
    }

    @Test
    void aRegionInItIsFoundByWhoeverHasTheDescriptor() {
        try (SharedMemory memory = SharedMemory.sealed("test", BYTES);
                Region maker = MappedRegion.create(memory, RegionSpec.ofSize(BYTES));
                Region other = MappedRegion.attach(memory)) {
            assertThat(other.info().uuid()).isEqualTo(maker.info().uuid());
            refused(Reason.ALREADY_EXISTS, () -> MappedRegion.create(memory, RegionSpec.ofSize(BYTES)));
        }
    }

    @Test
    void moreThanThereIsIsRefusedAndNothingIsLeft() {
        refused(Reason.NO_SPACE, () -> SharedMemory.sealed("test", 1L << 50))
                .contains(Long.toString(1L << 50), "available");
        refused(Reason.NO_SPACE, () -> SharedMemory.newFile(Path.of("/dev/shm/annulus-test-large"), 1L << 50, 0600))
                .contains(Long.toString(1L << 50), "bytes free in /dev/shm", "remount,size=");
        assertThat(Path.of("/dev/shm/annulus-test-large")).doesNotExist();
    }

    @Test
    void aFileHasItsNameForAsLongAsItIsOpenAndCannotBeSealed() throws IOException {
        Path path = directory.resolve("memory");
        try (SharedMemory memory = SharedMemory.newFile(path, BYTES, 0640)) {
            assertThat(Files.size(path)).isEqualTo(BYTES);
            assertThat(Files.getAttribute(path, "unix:mode")).isEqualTo(0100640);
            assertThat(memory.seals()).doesNotContain(Seal.SHRINK);
            refused(Reason.ALREADY_EXISTS, () -> SharedMemory.newFile(path, BYTES, 0600));
            try (SharedMemory again = SharedMemory.existingFile(path, BYTES)) {
                assertThat(again.bytes()).isEqualTo(BYTES);
            }
            assertThat(path).exists();
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void anExistingFileIsNeverResized() throws IOException {
        Path path = Files.write(directory.resolve("file"), new byte[100]);
        refused(Reason.BAD_SPEC, () -> SharedMemory.existingFile(path, 200)).contains("200", "100");
        assertThat(Files.size(path)).isEqualTo(100);
        refused(Reason.WRONG_KIND, () -> SharedMemory.existingFile(directory, 200));
    }

    @Test
    void aFileWithHolesIsFilledOrRefused() throws IOException {
        Path path = directory.resolve("holes");
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(1), BYTES - 1);
        }
        long before = blocks(path);
        SharedMemory.existingFile(path, BYTES).close();
        assertThat(blocks(path)).isGreaterThan(before).isGreaterThanOrEqualTo(BYTES / 512);
        assertThat(Files.size(path)).isEqualTo(BYTES);
    }

    private long blocks(Path path) throws IOException {
        Process stat = new ProcessBuilder("stat", "-c", "%b", path.toString()).start();
        return Long.parseLong(new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
    }

    @Test
    void anOrdinaryDirectoryHasNoHugePages() throws IOException {
        refused(Reason.WRONG_KIND, () -> SharedMemory.huge(directory, "annulus-test", 2 << 20))
                .contains("hugetlbfs");
        assertThat(directory).isEmptyDirectory();
        try (SharedMemory memory = SharedMemory.unnamedFile(directory, "annulus-test", BYTES)) {
            assertThat(memory.bytes()).isEqualTo(BYTES);
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void hugePagesAreUsedWhereThereAreSomeAndTheFileHasNoName() throws IOException {
        assumeTrue(Files.isWritable(HUGE), "no hugetlbfs here");
        long page = pageOf(HUGE);
        refused(Reason.BAD_SPEC, () -> SharedMemory.huge(HUGE, "annulus-test", page + 4096))
                .contains(Long.toString(page));
        assumeTrue(freeHugePages() > 0, "no free huge pages; to have one: sysctl vm.nr_hugepages=1");
        try (SharedMemory memory = SharedMemory.huge(HUGE, "annulus-test", page);
                Arena arena = Arena.ofConfined();
                var files = Files.list(HUGE)) {
            memory.map(arena).set(JAVA_LONG, page - 8, 17);
            assertThat(files.filter(f -> f.toString().contains("annulus-test"))).isEmpty();
        }
    }

    private static long pageOf(Path directory) {
        try (Descriptor open = Descriptor.open(directory, OpenMode.READ, 0)) {
            return SharedMemory.pageSize(open);
        }
    }

    private static long freeHugePages() throws IOException {
        return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("HugePages_Free:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
