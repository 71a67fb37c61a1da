// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.OpenDescriptors;
import io.annulus.posix.socket.Connection;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that do whatever comes next: connect, read a little or all, sleep, send, hang up. Each that reads checks everything
 * it is told. {@code -Plong} goes on until a million messages were read; {@code -Dannulus.seed=N} repeats a run.
 */
class FuzzedClientsTest {
    private static final long MESSAGES = Boolean.getBoolean("annulus.long") ? 1_000_000 : 20_000;
    private static final int MOST_CLIENTS = 30;

    private final Set<String> before = OpenDescriptors.now();
    private final long seed = Long.getLong("annulus.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<FakeQemu> clients = new ArrayList<>();
    private long read;

    @TempDir
    private Path directory;

    @AfterEach
    void nothingStaysOpen() {
        OpenDescriptors.requireSameAs(before);
    }

    @Test
    void whateverClientsDoEachIsToldTheTruthAndTheServerLives() throws InterruptedException {
        Path socket = directory.resolve("s");
        int vectors = 1 + random.nextInt(8);
        Limits limits = Limits.usual().withPeers(MOST_CLIENTS, MOST_CLIENTS).withWaiting(200, Duration.ofMillis(500));
        ServerSpec spec = ServerSpec.of(socket, 4096).withVectors(vectors).withLimits(limits);
        try (IvshmemServer server = IvshmemServer.start(spec, new Happenings());
                Arena arena = Arena.ofConfined()) {
            MemorySegment garbage = arena.allocate(64);
            while (read < MESSAGES) {
                step(socket, vectors, garbage);
            }
            clients.forEach(FakeQemu::close);
            clients.clear();
            Happenings.eventually(() -> server.status().peers().isEmpty());
            try (FakeQemu last = FakeQemu.started(socket, vectors)) {
                assertThat(last.others()).isEmpty();
            }
        } catch (AssertionError e) {
            throw new AssertionError("with -Dannulus.seed=" + seed, e);
        } finally {
            clients.forEach(FakeQemu::close);
        }
    }

    private void step(Path socket, int vectors, MemorySegment garbage) {
        if (clients.isEmpty() || random.nextInt(4) == 0) {
            connect(socket, vectors);
            return;
        }
        int index = random.nextInt(clients.size());
        FakeQemu client = clients.get(index);
        switch (random.nextInt(40)) {
            case 0, 1, 2 -> clients.remove(index).close();
            case 3 -> {
                send(client.connection(), garbage.asSlice(0, 1 + random.nextInt(64)));
                if (random.nextBoolean()) {
                    clients.remove(index).close();
                }
            }
            default -> {
                long told = client.messages();
                client.read();
                read += client.messages() - told;
                if (client.hasEnded()) {
                    clients.remove(index).close();
                }
            }
        }
    }

    private void connect(Path socket, int vectors) {
        try {
            clients.add(new FakeQemu(socket, vectors));
        } catch (AnnulusException e) {
            // As many wait to be taken as the kernel allows: the server has yet to come to it.
            assertThat(e.reason()).isIn(Reason.IO, Reason.IN_USE);
        }
    }

    private static void send(Connection connection, MemorySegment bytes) {
        try {
            connection.send(bytes, Optional.empty());
        } catch (AnnulusException e) {
            assertThat(e.reason()).isEqualTo(Reason.CLOSED);
        }
    }
}
