// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.AnnulusException;
import io.annulus.ivshmem.server.ServerEvent.Kind;
import io.annulus.posix.DescriptorLimit;
import io.annulus.posix.OpenDescriptors;
import io.annulus.posix.socket.Connection;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many at once, and many one after another; {@code -Plong} has the full numbers. */
class CrowdTest {
    private static final boolean LONG = Boolean.getBoolean("annulus.long");
    private static final int PEERS = LONG ? 1000 : 100;
    private static final int CYCLES = LONG ? 10_000 : 1000;
    private static final int ONE_IN = 10;

    private final Set<String> before = OpenDescriptors.now();
    private final Happenings happenings = new Happenings();

    @TempDir
    private Path directory;

    private Path socket;

    @BeforeEach
    void place() {
        socket = directory.resolve("s");
        DescriptorLimit limit = DescriptorLimit.now();
        limit.set(limit.highest());
    }

    @AfterEach
    void nothingStaysOpen() {
        OpenDescriptors.requireSameAs(before);
    }

    @Test
    void ofAThousandWhoComeAndGoThoseWhoReadMissNothingThoughATenthNeverDoes() throws InterruptedException {
        // A waiting limit that those who do not read pass after about a thousand notices, and those who read never.
        Limits limits = Limits.usual().withWaiting(PEERS / 2, Duration.ofMinutes(10));
        List<FakeQemu> readers = new ArrayList<>();
        List<FakeQemu> sleepers = new ArrayList<>();
        try (IvshmemServer server =
                IvshmemServer.start(ServerSpec.of(socket, 4096).withVectors(1).withLimits(limits), happenings)) {
            Set<Integer> sleeping = new TreeSet<>();
            for (int i = 0; i < PEERS; i++) {
                if (i % ONE_IN == 1) {
                    FakeQemu sleeper = new FakeQemu(socket, 1);
                    sleepers.add(sleeper);
                    sleeping.add(i);
                    happenings.await(Kind.JOINED, i + 1);
                } else {
                    readers.add(FakeQemu.started(socket, 1));
                }
                if (i % ONE_IN == 0) {
                    readers.forEach(FakeQemu::read);
                }
            }
            int half = readers.size() / 2;
            List<FakeQemu> leaving = new ArrayList<>(readers.subList(half, readers.size()));
            readers.subList(half, readers.size()).clear();
            Set<Integer> gone = new TreeSet<>();
            for (FakeQemu peer : leaving) {
                gone.add(peer.id());
                peer.close();
                readers.forEach(FakeQemu::read);
            }
            readers.forEach(reader -> {
                reader.await(() -> reader.left().containsAll(gone));
                assertThat(reader.joined()).as("everyone who ever came").hasSize(PEERS - 1);
                Set<Integer> others = new TreeSet<>(reader.left());
                others.removeAll(gone);
                assertThat(sleeping).as("only they were dropped").containsAll(others);
            });
            assertThat(server.status().peers().stream()
                            .mapToInt(ServerStatus.PeerStatus::queued)
                            .max()
                            .orElseThrow())
                    .as("what is kept for one that does not read")
                    .isLessThanOrEqualTo(PEERS + 3);
            happenings
                    .of(Kind.DROPPED)
                    .forEach(event -> assertThat(sleeping).contains(event.id().orElseThrow()));
            // Who was being set up when it fell asleep finds everything consistent when it wakes, or was dropped.
            sleepers.forEach(FakeQemu::read);
        } finally {
            readers.forEach(FakeQemu::close);
            sleepers.forEach(FakeQemu::close);
        }
    }

    @Test
    void thoseWhoConnectAndHangUpAgainAndAgainLeaveNothingBehind() throws InterruptedException {
        try (IvshmemServer server = IvshmemServer.start(ServerSpec.of(socket, 4096), happenings);
                FakeQemu witness = FakeQemu.started(socket, 1)) {
            for (int i = 0; i < CYCLES; i++) {
                connect().close();
                witness.read();
            }
            Happenings.eventually(() -> server.status().joined() == CYCLES + 1
                    && server.status().peers().size() == 1);
            try (FakeQemu last = FakeQemu.started(socket, 1)) {
                witness.await(() -> witness.others().equals(List.of(last.id())));
                assertThat(last.others()).containsExactly(witness.id());
            }
            assertThat(witness.left()).hasSize(witness.joined().size() - 1);
        }
    }

    @Test
    void garbageOfAnySizeCostsItsSenderTheConnectionAndNobodyElseAnything() throws InterruptedException {
        long seed = Long.getLong("annulus.seed", System.nanoTime());
        Random random = new Random(seed);
        try (IvshmemServer server = IvshmemServer.start(ServerSpec.of(socket, 4096), happenings);
                FakeQemu witness = FakeQemu.started(socket, 1);
                Arena arena = Arena.ofConfined()) {
            // Half of them hang up at once, half wait until they are hung up on.
            int senders = CYCLES / 5;
            for (int i = 0; i < senders / 2; i++) {
                try (Connection client = connect()) {
                    client.send(arena.allocate(1 + random.nextInt(5000)), Optional.empty());
                }
                try (FakeQemu client = new FakeQemu(socket, 1)) {
                    client.connection().send(arena.allocate(1 + random.nextInt(5000)), Optional.empty());
                    client.awaitEnd();
                }
                witness.read();
            }
            Happenings.eventually(
                    () -> server.status().peers().size() == 1 && server.status().joined() == senders + 1);
            witness.await(() -> witness.others().isEmpty()
                    && witness.left().size() == witness.joined().size());
            assertThat(server.status().dropped() + server.status().left())
                    .as("seed %d", seed)
                    .isEqualTo(senders);
            assertThat(server.status().dropped()).isPositive();
        }
    }

    /** Connects; where as many wait as the kernel allows, a moment later. */
    private Connection connect() throws InterruptedException {
        List<Connection> made = new ArrayList<>();
        Happenings.eventually(() -> {
            try {
                return made.add(Connection.to(socket));
            } catch (AnnulusException e) {
                return false;
            }
        });
        return made.getFirst();
    }
}
