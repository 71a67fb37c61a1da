// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ivshmem.server.ServerEvent.Kind;
import io.annulus.ivshmem.wire.Message;
import io.annulus.ivshmem.wire.Refusal;
import io.annulus.posix.OpenDescriptors;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who hears of whom, and under which id. */
class PeersTest {
    private final Set<String> before = OpenDescriptors.now();
    private final Happenings happenings = new Happenings();

    @TempDir
    private Path directory;

    private Path socket;

    @BeforeEach
    void place() {
        socket = directory.resolve("s");
    }

    @AfterEach
    void nothingStaysOpen() {
        OpenDescriptors.requireSameAs(before);
    }

    private IvshmemServer start(int vectors, PeerIds ids) {
        return IvshmemServer.start(ServerSpec.of(socket, 4096).withVectors(vectors), happenings, ids);
    }

    @Test
    void everyoneHearsOfEveryoneWhoComesAndGoes() throws InterruptedException {
        try (IvshmemServer server = start(2, new PeerIds());
                FakeQemu first = FakeQemu.started(socket, 2);
                FakeQemu second = FakeQemu.started(socket, 2)) {
            FakeQemu third = FakeQemu.started(socket, 2);
            assertThat(first.id()).as("what a migrated machine must be").isZero();
            assertThat(third.others()).containsExactly(0, 1);
            first.await(() -> first.others().size() == 2);
            second.await(() -> second.others().size() == 2);
            third.close();
            first.await(() -> first.left().size() == 1);
            second.await(() -> second.left().size() == 1);
            assertThat(first.left()).containsExactly(2);
            assertThat(second.left()).containsExactly(2);
            happenings.await(Kind.LEFT, 1);
            assertThat(server.status().peers())
                    .extracting(ServerStatus.PeerStatus::id)
                    .containsExactly(0, 1);
        }
    }

    @Test
    void anIdIsNotUsedTwiceWhileAnyoneLivesWhoWasToldOfIt() throws InterruptedException {
        try (IvshmemServer server = start(1, new PeerIds(Message.HIGHEST_ID));
                FakeQemu witness = FakeQemu.started(socket, 1)) {
            assertThat(witness.id()).isEqualTo(Message.HIGHEST_ID);
            for (int i = 0; i < 3; i++) {
                int expected = i;
                try (FakeQemu visitor = FakeQemu.started(socket, 1)) {
                    assertThat(visitor.id()).as("after the highest comes 0").isEqualTo(expected);
                    witness.await(() -> witness.others().contains(expected));
                }
                witness.await(() -> witness.left().contains(expected));
            }
            assertThat(server.status().joined()).isEqualTo(4);
        }
    }

    @Test
    void ofTheLastFreeIdsEachIsUsedOnceWhileTheOldestPeerLives() throws InterruptedException {
        PeerIds ids = new PeerIds();
        for (int id = 3; id <= Message.HIGHEST_ID; id++) {
            ids.learned(id);
        }
        try (IvshmemServer server = start(1, ids);
                FakeQemu witness = FakeQemu.started(socket, 1)) {
            for (int visit = 1; visit <= 2; visit++) {
                int expected = visit;
                FakeQemu visitor = FakeQemu.started(socket, 1);
                assertThat(visitor.id()).isEqualTo(expected);
                witness.await(() -> witness.others().contains(expected));
                visitor.close();
                witness.await(() -> witness.left().contains(expected));
            }
            try (FakeQemu refused = new FakeQemu(socket, 1)) {
                assertThat(refused.awaitEnd().version()).isEqualTo(Refusal.NO_ID.version());
            }
            assertThat(server.status().peers()).hasSize(1);
        }
    }

    @Test
    void whenEveryIdIsKnownToSomebodyANewcomerIsRefusedUntilTheyHaveGone() throws InterruptedException {
        PeerIds ids = new PeerIds();
        for (int id = 1; id <= Message.HIGHEST_ID; id++) {
            ids.learned(id);
        }
        try (IvshmemServer server = start(1, ids);
                FakeQemu first = FakeQemu.started(socket, 1);
                FakeQemu refused = new FakeQemu(socket, 1)) {
            assertThat(first.id()).isZero();
            refused.awaitEnd();
            assertThat(refused.version()).isEqualTo(Refusal.NO_ID.version());
            assertThat(happenings.of(Kind.REFUSED).getFirst().text()).contains("no id is left");
            first.hangUp();
            happenings.await(Kind.LEFT, 1);
            try (FakeQemu next = FakeQemu.started(socket, 1)) {
                assertThat(next.id()).isZero();
            }
            assertThat(server.status().refused()).isEqualTo(1);
        }
    }

    @Test
    void anIdOfWhichNobodyWasToldIsFreeAgainButComesLast() {
        PeerIds ids = new PeerIds();
        assertThat(ids.take()).hasValue(0);
        assertThat(ids.take()).hasValue(1);
        ids.learned(2);
        assertThat(ids.take()).hasValue(3);
        for (int id = 4; id <= Message.HIGHEST_ID; id++) {
            assertThat(ids.take()).hasValue(id);
        }
        ids.learned(0);
        assertThat(ids.take()).hasValue(1);
        assertThat(ids.take()).hasValue(3);
        ids.forgotten(2);
        assertThat(ids.take()).hasValue(4);
        for (int id = 0; id <= Message.HIGHEST_ID; id++) {
            ids.learned(id);
        }
        assertThat(ids.take()).isEqualTo(OptionalInt.empty());
    }

    @Test
    void peersThatSawNoDoorbellOfOneAnotherAreNotToldThatOneGoes() throws InterruptedException {
        try (IvshmemServer server = start(0, new PeerIds());
                FakeQemu stays = FakeQemu.started(socket, 0)) {
            FakeQemu.started(socket, 0).close();
            happenings.await(Kind.LEFT, 1);
            try (FakeQemu next = FakeQemu.started(socket, 0)) {
                assertThat(next.others()).isEmpty();
                assertThat(stays.read().left()).isEmpty();
                assertThat(server.status().peers()).hasSize(2);
            }
        }
    }

    @Test
    void whenTheServerEndsItsClientsAreHungUpOnAndToldNothing() {
        try (FakeQemu first = joined(start(1, new PeerIds()))) {
            assertThat(first.left()).as("they keep each other's doorbells").isEmpty();
            assertThat(happenings.of(Kind.STOPPED)).hasSize(1);
        }
    }

    private FakeQemu joined(IvshmemServer server) {
        try (server;
                FakeQemu second = FakeQemu.started(socket, 1)) {
            FakeQemu first = FakeQemu.started(socket, 1);
            assertThat(second.id()).isZero();
            server.close();
            return first.awaitEnd();
        }
    }
}
