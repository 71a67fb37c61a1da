// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ivshmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.Annulus;
import io.annulus.cli.Eventually;
import io.annulus.cli.Forked;
import io.annulus.cli.Outcome;
import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.JoinSpec;
import io.annulus.ivshmem.client.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code annulus ivshmem hold} and {@code serve --take-over}: processes that hand everything from one to the next. */
class HoldTest {
    private static final Duration GENEROUS = Duration.ofSeconds(60);
    private static final int KILLED_BY_TERM = 143;

    @TempDir
    private Path directory;

    private Path socket;
    private Path pidFile;

    @BeforeEach
    void place() {
        socket = directory.resolve("s");
        pidFile = directory.resolve("pid");
    }

    private Forked serve(Object... more) throws Exception {
        Object[] all = new Object[4 + more.length];
        System.arraycopy(new Object[] {"ivshmem", "serve", "--socket", socket}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return Forked.start(all);
    }

    private Map<?, ?> status() {
        Outcome outcome = Annulus.run("ivshmem", "peers", "--socket", socket, "--format", "json");
        return (Map<?, ?>) outcome.requireQuietSuccess().json();
    }

    private void awaitOwner(Forked process, String state) throws Exception {
        Eventually.holds(
                "it has taken over",
                () -> Files.exists(socket)
                        && process.process().isAlive()
                        && status().get("pid").equals(process.process().pid())
                        && status().get("state").equals(state));
    }

    @Test
    void aServerIsStoppedAndAnotherIsStartedAndItsClientNoticesNothing() throws Exception {
        JoinSpec usual = JoinSpec.usual().withVectors(2).withPatience(GENEROUS);
        try (Forked first = serve("--size", "1M", "--vectors", 2, "--pid-file", pidFile)) {
            Eventually.holds("it listens", () -> Files.exists(socket));
            try (IvshmemClient client = IvshmemClient.join(socket, usual);
                    Forked holder = Forked.start("ivshmem", "hold", "--socket", socket)) {
                Outcome stopped = first.finish("");
                assertThat(stopped.status()).isZero();
                assertThat(stopped.err()).contains("handed-over: " + socket, "keeps everything for the next");
                awaitOwner(holder, "holding");
                Outcome asked = Annulus.run("ivshmem", "peers", "--socket", socket);
                assertThat(asked.err()).contains("held for the next server");
                assertThat(asked.lines()).hasSize(2);
                try (Forked next = serve("--take-over", "--pid-file", pidFile)) {
                    Outcome held = holder.finish("");
                    assertThat(held.status()).isZero();
                    assertThat(held.err()).contains("holding 1048576 bytes of memfd and 1 peer", "serves on");
                    awaitOwner(next, "serving");
                    try (IvshmemClient second = IvshmemClient.join(socket, usual)) {
                        assertThat(second.id()).isEqualTo(1);
                        assertThat(client.nextChange(GENEROUS)).isPresent();
                        second.ring(0, 1, GENEROUS);
                        assertThat(client.await(1, GENEROUS)).isEqualTo(1);
                        assertThat(client.peers()).containsExactly(new Peer(1, 2));
                    }
                    Eventually.holds(
                            "its pid file replaces the other's",
                            () -> Files.readString(pidFile)
                                    .equals(next.process().pid() + "\n"));
                    next.process().toHandle().destroy();
                    Outcome end = next.finish("");
                    assertThat(end.status()).isEqualTo(KILLED_BY_TERM);
                    assertThat(end.err()).contains("taken-over: " + socket, "with 1 peer", "vectors=2", "stopped");
                }
            }
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatDisagreesIsRefusedAndTheServerGoesOn() throws Exception {
        try (Forked server = serve("--size", "1M")) {
            Eventually.holds("it listens", () -> Files.exists(socket));
            Annulus.run("ivshmem", "serve", "--socket", socket, "--take-over", "--size", "2M")
                    .requireRefusal(2, "2097152", "1048576", "AN-104");
            Annulus.run("ivshmem", "serve", "--socket", socket, "--take-over", "--vectors", 3)
                    .requireRefusal(2, "3 vectors", "found 1");
            assertThat(status().get("pid")).isEqualTo(server.process().pid());
        }
    }

    @Test
    void whereNobodyIsOnlyANewStartIsPossible() throws Exception {
        Annulus.run("ivshmem", "hold", "--socket", socket).requireRefusal(3, "s.successor");
        Annulus.run("ivshmem", "serve", "--socket", socket, "--take-over").requireRefusal(3, "s.successor");
        Annulus.run("ivshmem", "serve", "--socket", socket).requireRefusal(2, "--size");
        try (Forked server = serve("--take-over", "--size", "1M")) {
            Eventually.holds("it listens", () -> Files.exists(socket));
            server.process().toHandle().destroy();
            assertThat(server.finish("").err()).contains("begins anew", "started");
        }
    }

    @Test
    void aHolderThatIsToldToEndLeavesNothing() throws Exception {
        try (Forked server = serve("--size", "1M")) {
            Eventually.holds("it listens", () -> Files.exists(socket));
            try (Forked holder = Forked.start("ivshmem", "hold", "--socket", socket)) {
                assertThat(server.finish("").status()).isZero();
                awaitOwner(holder, "holding");
                holder.process().toHandle().destroy();
                assertThat(holder.finish("").status()).isEqualTo(KILLED_BY_TERM);
            }
        }
        assertThat(directory).isEmptyDirectory();
    }
}
