// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.JoinSpec;
import io.annulus.ivshmem.client.Peer;
import io.annulus.ivshmem.client.PeerChange;
import io.annulus.ivshmem.server.Access;
import io.annulus.ivshmem.server.Holder;
import io.annulus.ivshmem.server.IvshmemServer;
import io.annulus.ivshmem.server.ServerSpec;
import io.annulus.ivshmem.server.ServerStatus;
import io.annulus.ivshmem.server.TakeOverSpec;
import io.annulus.posix.InstalledProgram;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** QEMU as it is installed, with machines that do not run: the device talks to the server while they are made. */
class QemuAcceptsServerTest {
    private static final String QEMU = "qemu-system-x86_64";
    private static final Duration GENEROUS = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 20;

    @TempDir
    private Path directory;

    private Path socket;

    @BeforeEach
    void requireQemu() {
        socket = directory.resolve("s");
        InstalledProgram.require(QEMU, "qemu-system-x86");
    }

    /** A machine with the device, stopped before its first instruction; its monitor is its standard input. */
    private Machine machine(String name, int vectors) throws IOException {
        File said = directory.resolve(name).toFile();
        Process process = new ProcessBuilder(
                        QEMU,
                        "-accel",
                        "tcg",
                        "-m",
                        "32",
                        "-nodefaults",
                        "-no-user-config",
                        "-display",
                        "none",
                        "-S",
                        "-monitor",
                        "stdio",
                        "-chardev",
                        "socket,path=" + socket + ",id=ivs",
                        "-device",
                        "ivshmem-doorbell,chardev=ivs,vectors=" + vectors)
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
        return new Machine(process, said.toPath());
    }

    private record Machine(Process process, Path output) implements AutoCloseable {
        String said() throws IOException {
            return Files.readString(output, StandardCharsets.ISO_8859_1);
        }

        void tell(String command) throws IOException {
            OutputStream in = process.getOutputStream();
            in.write((command + "\n").getBytes(StandardCharsets.US_ASCII));
            in.flush();
        }

        int awaitEnd() throws InterruptedException {
            assertThat(process.waitFor(GENEROUS.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static void eventually(String what, Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            assertThat(System.nanoTime() - start).as(what).isLessThan(GENEROUS.toNanos());
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static List<Integer> pids(IvshmemServer server) {
        return server.status().peers().stream()
                .map(ServerStatus.PeerStatus::pid)
                .toList();
    }

    @Test
    void machinesJoinAndLeaveAndLiveOnWhenTheServerEnds() throws Exception {
        IvshmemServer server =
                IvshmemServer.start(ServerSpec.of(socket, 1 << 20).withVectors(2), event -> {});
        try (Machine first = machine("first", 2)) {
            int firstPid = (int) first.process().pid();
            eventually("it is let in: " + first.said(), () -> pids(server).equals(List.of(firstPid)));
            try (Machine second = machine("second", 2)) {
                int secondPid = (int) second.process().pid();
                eventually(
                        "so is the other: " + second.said(), () -> pids(server).equals(List.of(firstPid, secondPid)));
                second.tell("quit");
                assertThat(second.awaitEnd()).isZero();
            }
            eventually("it has left", () -> pids(server).equals(List.of(firstPid)));
            server.close();
            first.tell("info qtree");
            eventually("the device is there", () -> first.said().contains("dev: ivshmem-doorbell"));
            first.tell("quit");
            assertThat(first.awaitEnd()).isZero();
            assertThat(first.said()).contains("pci id 1af4:1110").doesNotContain("Too many", "invalid");
        } finally {
            server.close();
        }
    }

    @Test
    void aMachineNoticesNothingWhenItsServerIsReplacedTwiceAndOneThatComesMeanwhileWaits() throws Exception {
        JoinSpec usual = JoinSpec.usual().withVectors(2).withPatience(GENEROUS);
        IvshmemServer old = IvshmemServer.start(ServerSpec.of(socket, 1 << 20).withVectors(2), event -> {});
        try (Machine first = machine("first", 2)) {
            int firstPid = (int) first.process().pid();
            eventually("it is let in: " + first.said(), () -> pids(old).equals(List.of(firstPid)));
            try (IvshmemClient witness = IvshmemClient.join(socket, usual)) {
                assertThat(witness.nextChange(GENEROUS)).contains(new PeerChange(PeerChange.Kind.JOINED, 0));
                IvshmemServer between = replace(old);
                Holder holder = Holder.take(socket, event -> {});
                between.awaitEnd();
                long connected = connections();
                try (Machine second = machine("second", 2)) {
                    eventually("it has connected", () -> connections() > connected);
                    assertThat(second.process().isAlive()).isTrue();
                    IvshmemServer last = IvshmemServer.takeOver(TakeOverSpec.of(socket), event -> {});
                    holder.awaitEnd();
                    int secondPid = (int) second.process().pid();
                    int witnessPid = (int) ProcessHandle.current().pid();
                    eventually(
                            "who waited is let in: " + second.said(),
                            () -> pids(last).equals(List.of(firstPid, witnessPid, secondPid)));
                    assertThat(witness.nextChange(GENEROUS)).contains(new PeerChange(PeerChange.Kind.JOINED, 2));
                    assertThat(witness.awaitPeers(GENEROUS)).isTrue();
                    witness.ring(2, 1, GENEROUS);
                    try (IvshmemClient late = IvshmemClient.join(socket, usual)) {
                        assertThat(late.awaitPeers(GENEROUS)).isTrue();
                        assertThat(late.peers()).containsExactly(new Peer(0, 2), new Peer(1, 2), new Peer(2, 2));
                        late.ring(0, 1, GENEROUS);
                    }
                    assertThat(witness.nextChange(GENEROUS)).contains(new PeerChange(PeerChange.Kind.JOINED, 3));
                    assertThat(witness.nextChange(GENEROUS)).contains(new PeerChange(PeerChange.Kind.LEFT, 3));
                    requireAlive(second);
                    second.tell("quit");
                    assertThat(second.awaitEnd()).isZero();
                    assertThat(witness.nextChange(GENEROUS)).contains(new PeerChange(PeerChange.Kind.LEFT, 2));
                    requireAlive(first);
                    first.tell("quit");
                    assertThat(first.awaitEnd()).isZero();
                    assertThat(witness.nextChange(GENEROUS)).contains(new PeerChange(PeerChange.Kind.LEFT, 0));
                    assertThat(first.said() + second.said()).doesNotContain("Too many", "invalid", "expecting");
                    last.close();
                }
            }
        }
    }

    /** Those that the kernel has at the socket, accepted or not. */
    private long connections() throws IOException {
        return Files.readString(Path.of("/proc/net/unix"), StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.endsWith(" " + socket))
                .count();
    }

    private IvshmemServer replace(IvshmemServer old) {
        IvshmemServer next = IvshmemServer.takeOver(TakeOverSpec.of(socket), event -> {});
        old.awaitEnd();
        return next;
    }

    private static void requireAlive(Machine machine) throws Exception {
        machine.tell("info qtree");
        eventually("the device is there", () -> machine.said().contains("dev: ivshmem-doorbell"));
    }

    @Test
    void aMachineWithFewerVectorsThanTheServerGivesComplainsAndLives() throws Exception {
        try (IvshmemServer server =
                        IvshmemServer.start(ServerSpec.of(socket, 1 << 20).withVectors(4), event -> {});
                Machine machine = machine("machine", 2)) {
            eventually("it has counted", () -> machine.said().contains("Too many eventfd received"));
            machine.tell("quit");
            assertThat(machine.awaitEnd()).isZero();
            assertThat(server.status().dropped()).isZero();
        }
    }

    @Test
    void aMachineThatIsNotLetInEndsAtOnceAndSaysTheNumber() throws Exception {
        Access nobody = new Access(0660, Optional.empty(), Set.of(Integer.MAX_VALUE), Set.of());
        try (IvshmemServer server =
                        IvshmemServer.start(ServerSpec.of(socket, 1 << 20).withAccess(nobody), event -> {});
                Machine machine = machine("machine", 1)) {
            assertThat(machine.awaitEnd()).isEqualTo(1);
            assertThat(machine.said()).contains("server sent version 1001, expecting 0");
            assertThat(server.status().refused()).isEqualTo(1);
        }
    }
}
