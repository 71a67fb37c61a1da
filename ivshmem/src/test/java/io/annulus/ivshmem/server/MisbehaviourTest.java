// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ivshmem.server.ServerEvent.Kind;
import io.annulus.posix.Descriptor;
import io.annulus.posix.OpenDescriptors;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Received;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send, do not read, or go at a bad moment. */
class MisbehaviourTest {
    /** So many that a few peers fill the kernel's buffer, which has room for less than 300 messages. */
    private static final int VECTORS = 64;

    private static final int ENOUGH_PEERS = 10;

    private final Set<String> before = OpenDescriptors.now();
    private final Happenings happenings = new Happenings();
    private final List<FakeQemu> peers = new ArrayList<>();

    @TempDir
    private Path directory;

    private Path socket;

    @BeforeEach
    void place() {
        socket = directory.resolve("s");
    }

    @AfterEach
    void nothingStaysOpen() {
        peers.forEach(FakeQemu::close);
        OpenDescriptors.requireSameAs(before);
    }

    private IvshmemServer start(int vectors, int waiting, Duration patience) {
        Limits limits = Limits.usual().withWaiting(waiting, patience);
        return IvshmemServer.start(
                ServerSpec.of(socket, 4096).withVectors(vectors).withLimits(limits), happenings);
    }

    private FakeQemu join(int vectors) {
        FakeQemu peer = FakeQemu.started(socket, vectors);
        peers.add(peer);
        return peer;
    }

    @Test
    void whoSendsAnythingIsDroppedAndTheOthersAreTold() throws InterruptedException {
        try (IvshmemServer server = start(1, 1000, FakeQemu.GENEROUS);
                Arena arena = Arena.ofConfined();
                EventFd gift = EventFd.create()) {
            FakeQemu good = join(1);
            FakeQemu bad = join(1);
            bad.connection().send(arena.allocate(1), Optional.of(gift.descriptor()));
            bad.awaitEnd();
            good.await(() -> good.left().equals(List.of(1)));
            happenings.await(Kind.DROPPED, 1);
            assertThat(happenings.of(Kind.DROPPED).getFirst().text()).contains("peer 1", "it sent something");
            assertThat(server.status().dropped()).isEqualTo(1);
        }
    }

    @Test
    void whoHasTooMuchToReadIsDroppedAndTheOthersLoseNothing() throws InterruptedException {
        try (IvshmemServer server = start(VECTORS, 100, FakeQemu.GENEROUS)) {
            FakeQemu reads = join(VECTORS);
            FakeQemu sleeps = join(VECTORS);
            for (int i = 0; i < ENOUGH_PEERS; i++) {
                join(VECTORS);
                peers.stream().filter(peer -> !peer.equals(sleeps)).forEach(FakeQemu::read);
            }
            happenings.await(Kind.DROPPED, 1);
            assertThat(happenings.of(Kind.DROPPED).getFirst().text()).contains("peer 1 ", "it did not read");
            reads.await(
                    () -> reads.others().size() == ENOUGH_PEERS && reads.left().size() == 1);
            sleeps.awaitEnd();
            assertThat(server.status().peers()).hasSize(1 + ENOUGH_PEERS);
        }
    }

    @Test
    void whoReadsNothingForTooLongIsDropped() throws InterruptedException {
        try (IvshmemServer server = start(VECTORS, 1_000_000, Duration.ofMillis(50))) {
            FakeQemu sleeps = join(VECTORS);
            for (int i = 0; i < ENOUGH_PEERS; i++) {
                join(VECTORS);
            }
            Happenings.eventually(() -> happenings.of(Kind.DROPPED).stream()
                    .anyMatch(event -> event.id().orElse(-1) == 0));
            sleeps.awaitEnd();
            assertThat(server.status().dropped()).isPositive();
        }
    }

    @Test
    void whoIsBeingSetUpIsNotDroppedHoweverSlowAndMissesNothing() throws InterruptedException {
        try (IvshmemServer server = start(VECTORS, 100, Duration.ofMillis(1))) {
            List<Integer> present = new ArrayList<>();
            for (int i = 0; i < ENOUGH_PEERS; i++) {
                present.add(join(VECTORS).id());
                peers.forEach(FakeQemu::read);
            }
            FakeQemu slow = new FakeQemu(socket, VECTORS);
            happenings.await(Kind.JOINED, ENOUGH_PEERS + 1);
            FakeQemu leaves = peers.removeFirst();
            leaves.close();
            happenings.await(Kind.LEFT, 1);
            for (int i = 0; i < 2 * ENOUGH_PEERS; i++) {
                FakeQemu.started(socket, VECTORS).close();
                peers.forEach(FakeQemu::read);
            }
            slow.await(slow::isSetUp);
            present.removeFirst();
            slow.await(() -> slow.others().equals(present));
            assertThat(slow.left()).as("who was there when it came").startsWith(leaves.id());
            assertThat(server.status().dropped()).isZero();
            slow.close();
        }
    }

    @Test
    void whoIsBeingSetUpWhenTheServerEndsIsToldTheRest() throws InterruptedException {
        IvshmemServer server = start(VECTORS, 1000, FakeQemu.GENEROUS);
        for (int i = 0; i < ENOUGH_PEERS; i++) {
            join(VECTORS);
        }
        FakeQemu slow = new FakeQemu(socket, VECTORS);
        peers.add(slow);
        happenings.await(Kind.JOINED, ENOUGH_PEERS + 1);
        Thread ender = Thread.ofPlatform().start(server::close);
        slow.await(slow::isSetUp);
        slow.awaitEnd();
        ender.join();
    }

    @Test
    void whatASleepingClientIsNotToldYetIsTakenBackWhenThatPeerGoes() throws InterruptedException {
        try (IvshmemServer server = start(VECTORS, 1_000_000, FakeQemu.GENEROUS)) {
            FakeQemu sleeps = join(VECTORS);
            int most = 0;
            for (int i = 0; i < 10 * ENOUGH_PEERS; i++) {
                FakeQemu.started(socket, VECTORS).close();
                happenings.await(Kind.LEFT, i + 1);
                most = Math.max(most, server.status().peers().getFirst().queued());
            }
            assertThat(most).as("one at a time").isLessThanOrEqualTo(2 * VECTORS);
            sleeps.await(() -> sleeps.others().isEmpty()
                    && sleeps.left().size() == sleeps.joined().size());
            assertThat(sleeps.joined()).isEqualTo(sleeps.left()).hasSizeLessThan(ENOUGH_PEERS);
        }
    }

    @Test
    void whoReadsOneByteAtATimeGetsTheSame() {
        try (IvshmemServer server = start(2, 1000, FakeQemu.GENEROUS);
                Connection client = Connection.to(socket);
                Arena arena = Arena.ofConfined()) {
            MemorySegment one = arena.allocate(1);
            ByteBuffer all = ByteBuffer.allocate(5 * 8).order(ByteOrder.LITTLE_ENDIAN);
            List<Integer> withDescriptor = new ArrayList<>();
            while (all.hasRemaining()) {
                Received received = client.receive(one);
                assertThat(received.end()).isFalse();
                if (!received.descriptors().isEmpty()) {
                    withDescriptor.add(all.position());
                    received.descriptors().forEach(Descriptor::close);
                }
                if (received.bytes() == 1) {
                    all.put(one.get(ValueLayout.JAVA_BYTE, 0));
                }
            }
            assertThat(List.of(all.getLong(0), all.getLong(8), all.getLong(16), all.getLong(24), all.getLong(32)))
                    .containsExactly(0L, 0L, -1L, 0L, 0L);
            assertThat(withDescriptor).containsExactly(16, 24, 32);
            assertThat(server.status().peers()).hasSize(1);
        }
    }

    @Test
    void whoHangsUpInTheMiddleOfItsSetUpIsForgotten() throws InterruptedException {
        try (IvshmemServer server = start(VECTORS, 1000, FakeQemu.GENEROUS)) {
            FakeQemu witness = join(VECTORS);
            for (int i = 0; i < ENOUGH_PEERS; i++) {
                join(VECTORS);
            }
            Connection.to(socket).close();
            happenings.await(Kind.LEFT, 1);
            witness.await(() -> witness.others().size() == ENOUGH_PEERS);
            assertThat(server.status().peers()).hasSize(1 + ENOUGH_PEERS);
        }
    }
}
