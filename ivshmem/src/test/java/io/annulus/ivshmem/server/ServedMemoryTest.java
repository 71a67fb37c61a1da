// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import static io.annulus.posix.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.annulus.error.Reason;
import io.annulus.ivshmem.server.ServerSpec.Afterwards;
import io.annulus.posix.FileStatus;
import io.annulus.posix.OpenDescriptors;
import io.annulus.posix.memory.Seal;
import io.annulus.region.Region;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The memory that clients get. */
class ServedMemoryTest {
    private static final Path HUGE = Path.of("/dev/hugepages");

    private final Set<String> before = OpenDescriptors.now();

    @TempDir
    private Path directory;

    private Path socket;
    private Path file;

    @BeforeEach
    void place() {
        socket = directory.resolve("s");
        file = directory.resolve("memory");
    }

    @AfterEach
    void nothingStaysOpen() {
        OpenDescriptors.requireSameAs(before);
    }

    private static IvshmemServer start(ServerSpec spec) {
        return IvshmemServer.start(spec, new Happenings());
    }

    private ServerSpec inFile(long bytes, Afterwards afterwards) {
        return ServerSpec.of(socket, bytes).withMemory(new MemorySource.InFile(file), afterwards);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "1, 4096",
        "4096, 4096",
        "4097, 8192",
        "67108864, 67108864",
        "1073741825, 2147483648",
        "4294967296, 4294967296",
        "5000000000, 8589934592",
        "70368744177664, 70368744177664"
    })
    void sizesAreRoundedUpToPowersOfTwoBeyondFourGigabytesToo(long asked, long given) {
        assertThat(ServerSpec.of(socket, asked).memoryBytes()).isEqualTo(given);
    }

    @Test
    void aSizeThatNoDeviceCanHaveIsRefused() {
        refused(Reason.BAD_SPEC, () -> ServerSpec.of(socket, 0)).contains("found 0");
        refused(Reason.BAD_SPEC, () -> ServerSpec.of(socket, (1L << 46) + 1)).contains("2^46");
        refused(Reason.BAD_SPEC, () -> ServerSpec.of(socket, 4096).withVectors(65))
                .contains("0 to 64");
    }

    @Test
    void noClientCanMakeItShorter() {
        try (IvshmemServer server = start(ServerSpec.of(socket, 5000));
                FakeQemu client = FakeQemu.started(socket, 1)) {
            assertThat(FileStatus.of(client.memory()).bytes()).isEqualTo(8192).isEqualTo(server.memoryBytes());
            refused(Reason.NO_PERMISSION, () -> client.memory().setLength(0));
            refused(Reason.NO_PERMISSION, () -> client.memory().setLength(1 << 20));
            assertThat(Seal.of(client.memory())).contains(Seal.SHRINK, Seal.GROW, Seal.SEAL);
            assertThat(client.memory().isWritable()).isTrue();
            assertThat(server.status().sealed()).isTrue();
        }
    }

    @Test
    void aFileOfTheServersOwnGoesWithItUnlessItIsToBeKept() {
        start(inFile(8192, Afterwards.REMOVE)).close();
        assertThat(file).doesNotExist();
        start(inFile(8192, Afterwards.KEEP)).close();
        assertThat(file).hasSize(8192);
    }

    @Test
    void aFileThatExistsIsUsedAsItIsAndNeverResized() throws IOException {
        byte[] content = new byte[8192];
        content[17] = 1;
        Files.write(file, content);
        refused(Reason.BAD_SPEC, () -> start(inFile(4096, Afterwards.REMOVE))).contains("4096", "8192");
        refused(Reason.BAD_SPEC, () -> start(inFile(16_384, Afterwards.REMOVE))).contains("16384", "8192");
        start(inFile(8192, Afterwards.REMOVE)).close();
        assertThat(file).as("not made by the server, so not removed").hasBinaryContent(content);
    }

    @Test
    void aSharedMemoryObjectHasItsNameWhereOthersLookForIt() {
        String name = "annulus-test-" + ProcessHandle.current().pid();
        Path path = Path.of("/dev/shm", name);
        ServerSpec spec = ServerSpec.of(socket, 4096).withMemory(new MemorySource.Named("/" + name), Afterwards.REMOVE);
        try (IvshmemServer server = start(spec)) {
            assertThat(path).hasSize(4096);
            assertThat(server.status().sealed()).isFalse();
        }
        assertThat(path).doesNotExist();
        refused(Reason.BAD_NAME, () -> new MemorySource.Named("a/b"));
        refused(Reason.BAD_NAME, () -> new MemorySource.Named(""));
    }

    @Test
    void aFileWithoutANameInAnyDirectoryCanBeServed() {
        ServerSpec spec =
                ServerSpec.of(socket, 4096).withMemory(new MemorySource.Unnamed(directory), Afterwards.REMOVE);
        try (IvshmemServer server = start(spec);
                FakeQemu client = FakeQemu.started(socket, 1)) {
            assertThat(FileStatus.of(client.memory()).links())
                    .as("its name is gone at once")
                    .isZero();
            assertThat(server.memoryBytes()).isEqualTo(4096);
        }
    }

    @Test
    void hugePagesCanBeServed() throws IOException {
        ServerSpec ordinary =
                ServerSpec.of(socket, 4096).withMemory(new MemorySource.Huge(directory), Afterwards.REMOVE);
        refused(Reason.WRONG_KIND, () -> start(ordinary)).contains("hugetlbfs");
        assertThat(socket).doesNotExist();
        boolean free = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .anyMatch(line -> line.matches("HugePages_Free: +[1-9][0-9]*"));
        assumeTrue(
                free && Files.getFileStore(HUGE).type().equals("hugetlbfs"),
                "needs a free huge page; to have one: mount -t hugetlbfs none /dev/hugepages; sysctl vm.nr_hugepages=1");
        ServerSpec spec = ServerSpec.of(socket, 4096).withMemory(new MemorySource.Huge(HUGE), Afterwards.REMOVE);
        try (IvshmemServer server = start(spec);
                FakeQemu client = FakeQemu.started(socket, 1)) {
            assertThat(FileStatus.of(client.memory()).links())
                    .as("its name is gone at once")
                    .isZero();
            assertThat(server.memoryBytes()).isGreaterThanOrEqualTo(2 << 20);
        }
        Path nowhere = directory.resolve("nowhere");
        refused(Reason.NOT_FOUND, () -> start(spec.withMemory(new MemorySource.Huge(nowhere), Afterwards.REMOVE)))
                .contains("hugetlbfs");
        assertThat(socket).doesNotExist();
    }

    @Test
    void aFileSystemThatIsTooSmallIsRefusedWithBothNumbersAndWhatToDo() throws Exception {
        Path small = Files.createDirectory(directory.resolve("small"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=32m", "none", small.toString()) == 0,
                "mounting a small tmpfs needs root; to run it: sudo ./test");
        try {
            Path here = small.resolve("memory");
            ServerSpec spec =
                    ServerSpec.of(socket, 64 << 20).withMemory(new MemorySource.InFile(here), Afterwards.REMOVE);
            refused(Reason.NO_SPACE, () -> start(spec)).contains("67108864", "33554432", "remount,size=", "--shm-size");
            assertThat(here).doesNotExist();
            assertThat(directory.resolve("s.lock")).doesNotExist();
        } finally {
            assertThat(run("umount", small.toString())).isZero();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }

    @Test
    void aRegionWithRingsCanLieInItAndIsFoundAgain() {
        RingSpec single =
                RingSpec.ofEntries(1024).withProducers(SyncMode.SINGLE).withConsumers(SyncMode.SINGLE);
        ServerSpec one = inFile(1 << 20, Afterwards.KEEP).withRegion(new RegionPlan(Map.of("orders", single)));
        start(one).close();
        try (Region region = Region.open(file);
                Producer producer = Ring.attach(region, "orders").producer()) {
            producer.enqueue(17L);
        }
        RegionPlan more = new RegionPlan(Map.of("orders", single, "fills", RingSpec.ofEntries(4096)));
        start(one.withRegion(more)).close();
        try (Region region = Region.open(file);
                Consumer consumer = Ring.attach(region, "orders").consumer()) {
            assertThat(region.info().sizeBytes()).isEqualTo(1 << 20);
            assertThat(Ring.attach(region, "fills").info().size()).isEqualTo(4096);
            long[] values = new long[4];
            assertThat(consumer.dequeueBurst(values, 0, 4)).isEqualTo(1);
            assertThat(values[0]).isEqualTo(17);
        }
    }
}
