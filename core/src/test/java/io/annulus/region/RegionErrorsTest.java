// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.annulus.Refusal;
import io.annulus.error.Reason;
import io.annulus.liveness.Purpose;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What regions refuse. The file is the same afterwards, byte for byte. Rows of {@code docs/errors.md}. */
final class RegionErrorsTest {
    private static final RegionSpec SPEC = RegionSpec.ofSize(100_000, 4, 2);

    @TempDir
    Path directory;

    private Path path() {
        return directory.resolve("region");
    }

    private void refusedUnchanged(Reason reason, String... words) throws IOException {
        byte[] before = Files.readAllBytes(path());
        Refusal.of(reason, () -> Region.open(path()), words);
        Refusal.of(reason, () -> Region.open(path(), Access.READ_ONLY), words);
        assertThat(Files.readAllBytes(path())).isEqualTo(before);
    }

    private void write(long offset, long value, int bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(path(), StandardOpenOption.WRITE)) {
            ByteBuffer buffer =
                    ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
            channel.write(buffer.limit(bytes), offset);
        }
    }

    @Test
    void aMissingRegionListsItsNeighbours() {
        Region.create(directory.resolve("orders"), SPEC).close();
        Refusal.of(Reason.NOT_FOUND, () -> Region.open(path()), "orders", "annulus region create");
        Refusal.of(Reason.NOT_FOUND, () -> Region.remove(path()), "orders");
        Refusal.of(Reason.NOT_FOUND, () -> Region.open(directory.resolve("no/region")), "no directory");
        Refusal.of(Reason.NOT_FOUND, () -> Region.create(directory.resolve("no/region"), SPEC), "directory");
    }

    @Test
    void aTakenNameIsNeverReplaced() throws IOException {
        Files.writeString(path(), "precious");
        Refusal.of(Reason.ALREADY_EXISTS, () -> Region.create(path(), SPEC), path().toString());
        assertThat(Files.readString(path())).isEqualTo("precious");
    }

    @Test
    void aForeignFileIsLeftAlone() throws IOException {
        Files.writeString(path(), "x".repeat(10_000));
        refusedUnchanged(Reason.NOT_A_REGION, "magic");
        Refusal.of(Reason.NOT_A_REGION, () -> Region.remove(path()));
        Refusal.of(Reason.NOT_A_REGION, () -> Region.removeByForce(path()));
        Files.writeString(path(), "short");
        refusedUnchanged(Reason.NOT_A_REGION, "4096");
        Files.writeString(path(), "");
        refusedUnchanged(Reason.NOT_A_REGION, "found 0");
        Refusal.of(Reason.NOT_A_REGION, () -> Region.open(directory), "directory");
    }

    @Test
    void aFileIsNoDirectoryOfRegions() throws IOException {
        Files.writeString(path(), "x");
        Refusal.of(Reason.WRONG_KIND, () -> Region.list(path()), "expected a directory, found a file", "region info");
        Refusal.of(Reason.NOT_FOUND, () -> Region.list(directory.resolve("nowhere")), "no such directory");
    }

    @Test
    void aPipeDoesNotMakeUsWait() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", path().toString()).start().waitFor())
                .isZero();
        Refusal.of(Reason.NOT_A_REGION, () -> Region.open(path()), "regular file");
    }

    @Test
    void aRegionWithoutItsReadyWordIsIncomplete() throws IOException {
        Region.create(path(), SPEC).close();
        write(HeaderLayout.READY_OFFSET, 0, 8);
        refusedUnchanged(Reason.NOT_A_REGION, "complete");
        Region.removeByForce(path());
        assertThat(path()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"8,1,1.1", "12,2,0.2", "8,-1,4294967295.1"})
    void anotherFormatIsNamed(long offset, int value, String found) throws IOException {
        Region.create(path(), SPEC).close();
        write(offset, value, 4);
        refusedUnchanged(Reason.WRONG_VERSION, "0.1", found);
    }

    @Test
    void aShortenedFileIsNotMapped() throws IOException {
        Region.create(path(), SPEC).close();
        try (RandomAccessFile file = new RandomAccessFile(path().toFile(), "rw")) {
            file.setLength(50_000);
        }
        refusedUnchanged(Reason.TRUNCATED, "102400", "50000");
        try (RandomAccessFile file = new RandomAccessFile(path().toFile(), "rw")) {
            file.setLength(2_000);
        }
        refusedUnchanged(Reason.TRUNCATED, "2000");
    }

    @ParameterizedTest
    @CsvSource({
        "16,0,8",
        "16,-1,8",
        "16,4095,8",
        "24,32,4",
        "24,96,4",
        "28,3,4",
        "28,-1,4",
        "112,8192,8",
        "120,0,4",
        "120,-1,4",
        "120,65537,4",
        "120,5,4",
        "124,128,4",
        "128,4096,8",
        "136,0,4",
        "136,2147483647,4",
        "140,64,4",
        "144,2,4",
        "152,0,8",
        "152,-4096,8"
    })
    void aHeaderThatDoesNotFitItselfIsRefused(long offset, long value, int bytes) throws IOException {
        Region.create(path(), SPEC).close();
        write(offset, value, bytes);
        refusedUnchanged(Reason.BAD_GEOMETRY, "expected", "found");
    }

    @ParameterizedTest
    @CsvSource({"36,7", "48,0", "48,8191", "48,1099511627776", "48,-128", "56,0", "56,-1", "56,100000", "64,-1"})
    void aDamagedEntryIsRefused(long offset, long value) throws IOException {
        try (Region region = Region.create(path(), SPEC)) {
            region.createZone(ZoneSpec.raw("notes", 100), _ -> {});
        }
        write(HeaderLayout.HEADER_SIZE + offset, value, offset == 36 ? 4 : 8);
        byte[] before = Files.readAllBytes(path());
        try (Region region = Region.open(path())) {
            Refusal.of(Reason.BAD_GEOMETRY, () -> region.zone("notes"), "notes");
        }
        assertThat(Files.readAllBytes(path())).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"0", "8191", "1099511627776", "-128", "8200"})
    void aWildEndOfTheZonesIsRefused(long value) throws IOException {
        Region.create(path(), SPEC).close();
        write(HeaderLayout.ZONES_END_OFFSET, value, 8);
        try (Region region = Region.open(path())) {
            Refusal.of(
                    Reason.BAD_GEOMETRY,
                    () -> region.createZone(ZoneSpec.raw("notes", 100), _ -> {}),
                    "end of the zones");
            assertThat(region.zones()).isEmpty();
        }
    }

    @Test
    void aSymbolicLinkIsNotFollowed() throws IOException {
        Region.create(directory.resolve("real"), SPEC).close();
        Files.createSymbolicLink(path(), directory.resolve("real"));
        Refusal.of(Reason.SYMBOLIC_LINK, () -> Region.open(path()), "symbolic link");
        Refusal.of(Reason.SYMBOLIC_LINK, () -> Region.create(path(), SPEC), "symbolic link");
        Refusal.of(Reason.SYMBOLIC_LINK, () -> Region.remove(path()), "symbolic link");
        Files.delete(directory.resolve("real"));
        Refusal.of(Reason.SYMBOLIC_LINK, () -> Region.create(path(), SPEC), "symbolic link");
    }

    @Test
    void aRegionOpenedForReadingRefusesChanges() {
        try (Region made = Region.create(path(), SPEC)) {
            made.createZone(ZoneSpec.raw("notes", 100), _ -> {});
        }
        try (Region region = Region.open(path(), Access.READ_ONLY)) {
            Zone zone = region.zone("notes");
            Refusal.of(Reason.READ_ONLY, () -> region.createZone(ZoneSpec.raw("more", 100), _ -> {}));
            Refusal.of(Reason.READ_ONLY, () -> region.removeZone("notes"));
            Refusal.of(Reason.READ_ONLY, () -> region.zeroWords(zone, 8));
            Refusal.of(Reason.READ_ONLY, () -> region.join(zone, Purpose.PRODUCER, 0, ClaimPolicy.SHARED));
            assertThat(region.memory(zone).isReadOnly()).isTrue();
        }
    }

    @Test
    void aFullDirectoryIsSaidSo() {
        try (Region region = Region.anonymous(SPEC)) {
            for (int i = 0; i < 4; i++) {
                region.createZone(ZoneSpec.raw("zone" + i, 100), _ -> {});
            }
            Refusal.of(Reason.DIRECTORY_FULL, () -> region.createZone(ZoneSpec.raw("more", 100), _ -> {}), "4");
        }
    }

    @Test
    void allLinesTakenNamesTheHolders() {
        try (Region region = Region.anonymous(SPEC)) {
            Zone zone = region.createZone(ZoneSpec.raw("notes", 100), _ -> {});
            Membership one = region.join(zone, Purpose.PRODUCER, 0, ClaimPolicy.SHARED);
            Membership two = region.join(zone, Purpose.CONSUMER, 0, ClaimPolicy.SHARED);
            Refusal.of(
                    Reason.PARTICIPANTS_FULL,
                    () -> region.join(zone, Purpose.PRODUCER, 0, ClaimPolicy.SHARED),
                    "all 2",
                    "pid " + ProcessHandle.current().pid() + " (alive");
            one.close();
            region.join(zone, Purpose.PRODUCER, 0, ClaimPolicy.SHARED).close();
            two.close();
        }
    }

    @Test
    void aRegionInUseIsNeitherClosedNorRemoved() {
        Region region = Region.create(path(), SPEC);
        Zone zone = region.createZone(ZoneSpec.raw("notes", 100), _ -> {});
        Membership role = region.join(zone, Purpose.PRODUCER, 0, ClaimPolicy.SHARED);
        Refusal.of(Reason.IN_USE, region::close, "1 producers");
        Refusal.of(
                Reason.IN_USE,
                () -> Region.remove(path()),
                "pid " + ProcessHandle.current().pid());
        role.close();
        region.close();
        region.close();
        Refusal.of(Reason.CLOSED, region::zones);
        Refusal.of(Reason.CLOSED, () -> region.join(zone, Purpose.PRODUCER, 0, ClaimPolicy.SHARED));
        Region.remove(path());
    }

    @ParameterizedTest
    @CsvSource({"100,256,256", "12287,4,8", "1000000,0,8", "1000000,8,0", "100000000,65537,8", "-1,4,4"})
    void aSpecificationThatCannotBeIsRefused(long size, int zones, int participants) {
        Refusal.of(Reason.BAD_SPEC, () -> RegionSpec.ofSize(size, zones, participants), "expected", "found");
    }

    @Test
    void aFullFileSystemSaysHowMuchThereIs() throws IOException, InterruptedException {
        Path small = Files.createDirectory(directory.resolve("small"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k", "none", small.toString()) == 0,
                "mounting a small tmpfs needs root; to run it: sudo ./test");
        try {
            Refusal.of(
                    Reason.NO_SPACE, () -> Region.create(small.resolve("region"), SPEC), "102400", "free", "remount");
            try (var left = Files.list(small)) {
                assertThat(left).isEmpty();
            }
        } finally {
            assertThat(run("umount", small.toString())).isZero();
        }
    }

    @Test
    void moreThanThereIsIsRefusedBeforeAnythingIsWritten() {
        for (Path where : new Path[] {path(), Path.of("/dev/shm/annulus-too-large")}) {
            Refusal.of(Reason.NO_SPACE, () -> Region.create(where, RegionSpec.ofSize(1L << 50)), "1125899906842624");
            assertThat(where).doesNotExist();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aReadOnlyFileSystemIsSaidSo() throws IOException, InterruptedException {
        Path mount = Files.createDirectory(directory.resolve("mount"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "none", mount.toString()) == 0,
                "mounting a tmpfs needs root; to run it: sudo ./test");
        try {
            Region.create(mount.resolve("region"), SPEC).close();
            assertThat(run("mount", "-o", "remount,ro", mount.toString())).isZero();
            Refusal.of(Reason.READ_ONLY, () -> Region.open(mount.resolve("region")), "read-only");
            Refusal.of(Reason.READ_ONLY, () -> Region.create(mount.resolve("other"), SPEC), "read-only");
            Region.open(mount.resolve("region"), Access.READ_ONLY).close();
        } finally {
            assertThat(run("umount", mount.toString())).isZero();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    @Test
    void zeroedWordsAreInsideTheZone() {
        try (Region region = Region.anonymous(SPEC)) {
            Zone zone = region.createZone(ZoneSpec.raw("notes", 256), memory -> memory.fill((byte) 1));
            region.zeroWords(zone, 8, 24);
            byte[] bytes = region.memory(zone).toArray(JAVA_BYTE);
            for (int i = 0; i < bytes.length; i++) {
                boolean zeroed = (i >= 8 && i < 16) || (i >= 24 && i < 32);
                assertThat(bytes[i]).as("byte %d", i).isEqualTo((byte) (zeroed ? 0 : 1));
            }
        }
    }
}
