// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ivshmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.Annulus;
import io.annulus.cli.Eventually;
import io.annulus.cli.Forked;
import io.annulus.cli.JsonReader;
import io.annulus.cli.Outcome;
import io.annulus.posix.socket.Connection;
import io.annulus.region.Region;
import io.annulus.ring.Ring;
import io.annulus.ring.SyncMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeTest {
    private static final int KILLED_BY_TERM = 143;

    @TempDir
    private Path directory;

    private Path socket;

    @BeforeEach
    void place() {
        socket = directory.resolve("s");
    }

    private void awaitServer() throws Exception {
        Eventually.holds("it listens", () -> Files.exists(socket));
    }

    /** Ends it as systemd does. By its handle: the process object would also close what we still have to read. */
    private static Outcome terminate(Forked server) throws Exception {
        server.process().toHandle().destroy();
        return server.finish("");
    }

    @Test
    void itServesUntilItIsToldToEndAndLeavesNothingButItsLog() throws Exception {
        Path log = directory.resolve("log");
        Path pidFile = directory.resolve("pid");
        try (Forked server = Forked.start(
                "ivshmem",
                "serve",
                "--socket",
                socket,
                "--size",
                "5000",
                "--vectors",
                "2",
                "--pid-file",
                pidFile,
                "--event-log",
                log,
                "--verbose",
                "--foreground")) {
            awaitServer();
            try (Connection client = Connection.to(socket)) {
                Eventually.holds("it is let in", () -> peers().size() == 1);
                assertThat(client.credentials().pid())
                        .isEqualTo((int) server.process().pid());
                Map<?, ?> peer = (Map<?, ?>) peers().getFirst();
                assertThat(peer.get("id")).isEqualTo(0L);
                assertThat(peer.get("pid")).isEqualTo(ProcessHandle.current().pid());
                assertThat(peer.get("vectors")).isEqualTo(2L);
                assertThat(peer.get("queued")).isEqualTo(0L);
                Outcome table = Annulus.run("ivshmem", "peers", "--socket", socket);
                assertThat(table.requireQuietSuccess().lines()).hasSize(2);
                assertThat(table.lines().get(1)).matches("0 +" + peer.get("pid") + " +\\d+ +2 +0");
                Annulus.run("ivshmem", "serve", "--socket", socket, "--size", "1M")
                        .requireRefusal(1, "AN-402", socket + ".lock");
            }
            Eventually.holds(
                    "the log says that it left", () -> Files.readString(log).contains("left"));
            Eventually.holds("the pid file is there", () -> Files.exists(pidFile));
            assertThat(pidFile).hasContent(server.process().pid() + "\n");
            Outcome outcome = terminate(server);
            assertThat(outcome.status()).isEqualTo(KILLED_BY_TERM);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err())
                    .contains("rounding 5000 bytes up to 8192", "joined: peer 0 (pid", "left: peer 0", "stopped")
                    .contains("-chardev socket,path=" + socket + ",id=ivshmem -device ivshmem-doorbell", "vectors=2");
        }
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(log);
        }
        List<String> events = Files.readAllLines(log).stream()
                .map(line -> ((Map<?, ?>) JsonReader.read(line)).get("event").toString())
                .toList();
        assertThat(events).containsExactly("started", "joined", "left", "stopped");
    }

    private List<?> peers() {
        Outcome outcome = Annulus.run("ivshmem", "peers", "--socket", socket, "--format", "json");
        return (List<?>) ((Map<?, ?>) outcome.requireQuietSuccess().json()).get("peers");
    }

    @Test
    void aPidFileThatIsNotItsOwnIsLeftAlone() throws Exception {
        Path pidFile = directory.resolve("pid");
        Path other = Files.writeString(directory.resolve("important"), "important");
        try (Forked server =
                Forked.start("ivshmem", "serve", "--socket", socket, "--size", "1M", "--pid-file", pidFile)) {
            awaitServer();
            serve(directory.resolve("second"), pidFile).requireRefusal(1, "which runs");
            serve(socket, directory.resolve("third")).requireRefusal(1, "AN-402");
            assertThat(pidFile).hasContent(server.process().pid() + "\n");
            assertThat(directory.resolve("third")).doesNotExist();
            serve(directory.resolve("second"), other).requireRefusal(1, "something else");
            assertThat(other).hasContent("important");
            serve(directory.resolve("second"), directory).requireRefusal(1, "something else");
            terminate(server);
        }
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void aPidFileThatIsStaleIsReplaced() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path pidFile = Files.writeString(directory.resolve("pid"), ended.pid() + "\n");
        try (Forked server =
                Forked.start("ivshmem", "serve", "--socket", socket, "--size", "1M", "--pid-file", pidFile)) {
            awaitServer();
            assertThat(pidFile).hasContent(server.process().pid() + "\n");
            terminate(server);
        }
        assertThat(directory).isEmptyDirectory();
    }

    private static Outcome serve(Path socket, Path pidFile) {
        return Annulus.run("ivshmem", "serve", "--socket", socket, "--size", "1M", "--pid-file", pidFile);
    }

    @Test
    void usersAreNumbersAsTheKernelHasThem() {
        Annulus.run("ivshmem", "serve", "--socket", socket, "--size", "1M", "--allow-uid", "-1")
                .requireRefusal(2, "4294967294");
        Annulus.run("ivshmem", "serve", "--socket", socket, "--size", "1M", "--allow-gid", "4294967295")
                .requireRefusal(2, "4294967294");
    }

    @Test
    void controlCEndsItToo() throws Exception {
        try (Forked server = Forked.start("ivshmem", "serve", "--socket", socket, "--size", "1M")) {
            awaitServer();
            server.interrupt();
            assertThat(server.finish("").status()).isEqualTo(130);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void ringsAreLaidIntoTheMemoryAndANameThatIsKeptLeadsToThem() throws Exception {
        Path file = directory.resolve("memory");
        try (Forked server = Forked.start(
                "ivshmem",
                "serve",
                "--socket",
                socket,
                "--size",
                "1M",
                "--memory",
                "file:" + file,
                "--keep",
                "--region",
                "orders=1024:single:single,fills=512:hts:multi:64")) {
            awaitServer();
            terminate(server);
        }
        try (Region region = Region.open(file)) {
            assertThat(Ring.attach(region, "orders").info().producers().mode()).isEqualTo(SyncMode.SINGLE);
            assertThat(Ring.attach(region, "fills").info().elementSize()).isEqualTo(64);
            assertThat(Ring.attach(region, "fills").info().producers().mode()).isEqualTo(SyncMode.MULTI_HTS);
        }
    }

    @Test
    void underTheNameOfNahannisServerTheLettersAreIts() throws Exception {
        String name = "annulus-test-" + ProcessHandle.current().pid();
        try (Forked server =
                Forked.start("ivshmem", "ivshmem_server", "-m", "3", "-p", socket, "-s", name, "-n", "4")) {
            awaitServer();
            assertThat(Path.of("/dev/shm", name)).hasSize(4 << 20);
            Outcome outcome = terminate(server);
            assertThat(outcome.err())
                    .contains("nahanni", "-m is MiB", "The protocol is today's", "rounding")
                    .contains("qemu-system-x86_64 ... -chardev socket,path=" + socket, "vectors=4");
        }
        assertThat(Path.of("/dev/shm", name)).doesNotExist();
        Annulus.run("ivshmem", "ivshmem_server", "-m", "x").requireRefusal(2, "MiB");
    }

    @Test
    void underTheNameOfQemusServerTheLettersAreIts() throws Exception {
        Path pidFile = directory.resolve("pid");
        String name = "annulus-test-q-" + ProcessHandle.current().pid();
        try (Forked server = Forked.start(
                "ivshmem",
                "ivshmem-server",
                "-F",
                "-v",
                "-S",
                socket,
                "-l",
                "2M",
                "-n",
                "2",
                "-p",
                pidFile,
                "-m",
                directory,
                "-M",
                name)) {
            awaitServer();
            assertThat(Path.of("/dev/shm", name))
                    .as("the last of -m and -M wins")
                    .hasSize(2 << 20);
            Outcome outcome = terminate(server);
            assertThat(outcome.err()).contains("QEMU's: -m is a directory, -p a pid file", "stays in the foreground");
        }
        assertThat(directory).isEmptyDirectory();
        assertThat(Path.of("/dev/shm", name)).doesNotExist();
    }

    @Test
    void theScriptsOfTheseNamesAreTheLauncher() throws Exception {
        for (String name : List.of("ivshmem-server", "ivshmem_server")) {
            Path script = Path.of("..", name);
            assertThat(Files.readSymbolicLink(script)).hasToString("annulus");
            assertThat(Files.readString(script)).contains("set -- ivshmem");
        }
    }

    @Test
    void whatCannotBeIsAUsageError() {
        Annulus.run("ivshmem", "serve", "--socket", socket, "--size", "1M", "--memory", "disk")
                .requireRefusal(2, "memfd, shm:NAME, file:PATH or hugetlbfs:DIR", "'disk'");
        Annulus.run("ivshmem", "serve", "--socket", socket, "--size", "1M", "--region", "orders")
                .requireRefusal(2, "NAME=ENTRIES", "'orders'");
        Annulus.run("ivshmem", "serve", "--socket", socket, "--size", "1M", "--region", "a=2,a=4")
                .requireRefusal(2, "two rings", "'a'");
        Annulus.run("ivshmem", "serve", "--socket", socket, "--size", "1M", "--region", "a=2:maybe")
                .requireRefusal(2, "'maybe'");
        Annulus.run("ivshmem", "serve", "--socket", socket, "--size", "1M", "--vectors", "65")
                .requireRefusal(2, "0 to 64");
    }

    @Test
    void whereNobodyListensNobodyCanBeAsked() {
        Annulus.run("ivshmem", "peers", "--socket", socket).requireRefusal(3, "s.control", "annulus ivshmem serve");
    }
}
