// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.JoinSpec;
import io.annulus.ivshmem.client.Peer;
import io.annulus.ivshmem.client.PeerChange;
import io.annulus.ivshmem.server.ServerEvent.Kind;
import io.annulus.ivshmem.server.ServerSpec.Afterwards;
import io.annulus.ivshmem.wire.Message;
import io.annulus.posix.OpenDescriptors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One server after the other, and clients that notice nothing. */
class HandOverTest {
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
    void nothingStays() {
        OpenDescriptors.requireSameAs(before);
        assertThat(directory).isEmptyDirectory();
    }

    private IvshmemServer start(int vectors, PeerIds ids) {
        return IvshmemServer.start(ServerSpec.of(socket, 4096).withVectors(vectors), happenings, ids);
    }

    private IvshmemServer takeOver() {
        return IvshmemServer.takeOver(TakeOverSpec.of(socket), happenings);
    }

    @ParameterizedTest(name = "{0} peers with {1} vectors")
    @CsvSource({"0, 1", "1, 1", "2, 0", "3, 2", "3, 64", "60, 4"})
    void peersStayAndHearOfThoseWhoComeAndGoAfterwards(int peers, int vectors) throws InterruptedException {
        List<FakeQemu> clients = new ArrayList<>();
        IvshmemServer old = start(vectors, new PeerIds());
        for (int i = 0; i < peers; i++) {
            clients.add(FakeQemu.started(socket, vectors));
        }
        try (IvshmemServer next = takeOver()) {
            old.awaitEnd();
            happenings.await(Kind.HANDED_OVER, 1);
            assertThat(next.vectors()).isEqualTo(vectors);
            assertThat(next.status().joined()).isEqualTo(peers);
            assertThat(next.status().peers()).extracting(p -> p.id()).isEqualTo(ids(clients));
            FakeQemu late = FakeQemu.started(socket, vectors);
            assertThat(late.id()).isEqualTo(peers);
            assertThat(late.others()).isEqualTo(vectors == 0 ? List.of() : ids(clients));
            awaitJoin(clients, late.id(), vectors);
            late.close();
            awaitLeave(clients, late.id(), vectors);
            if (peers > 1) {
                int gone = clients.getFirst().id();
                clients.removeFirst().close();
                awaitLeave(clients, gone, vectors);
            }
            assertThat(clients).noneMatch(FakeQemu::hasEnded);
        }
        clients.forEach(FakeQemu::awaitEnd);
        clients.forEach(FakeQemu::close);
    }

    private static List<Integer> ids(List<FakeQemu> clients) {
        return clients.stream().map(FakeQemu::id).toList();
    }

    private static void awaitJoin(List<FakeQemu> clients, int id, int vectors) {
        if (vectors > 0) {
            clients.forEach(client -> client.await(() -> client.others().contains(id)));
        }
    }

    private static void awaitLeave(List<FakeQemu> clients, int id, int vectors) {
        if (vectors > 0) {
            clients.forEach(client -> client.await(() -> client.left().contains(id)));
        }
    }

    @Test
    void anIdIsNotUsedTwiceWhileAnyoneLivesWhoWasToldOfItByAServerBefore() {
        IvshmemServer first = start(1, new PeerIds(Message.HIGHEST_ID - 1));
        try (FakeQemu witness = FakeQemu.started(socket, 1)) {
            for (int expected : List.of(Message.HIGHEST_ID, 0)) {
                FakeQemu.started(socket, 1).close();
                witness.await(() -> witness.left().contains(expected));
            }
            IvshmemServer second = takeOver();
            first.awaitEnd();
            IvshmemServer third = takeOver();
            second.awaitEnd();
            try (third;
                    FakeQemu next = FakeQemu.started(socket, 1)) {
                assertThat(next.id()).isEqualTo(1);
                witness.await(() -> witness.others().contains(1));
            }
        }
    }

    @Test
    void whoLeftUnseenIsFoundToHaveLeft() {
        IvshmemServer old = start(2, new PeerIds());
        try (FakeQemu stays = FakeQemu.started(socket, 2)) {
            FakeQemu goes = FakeQemu.started(socket, 2);
            Holder holder = Holder.take(socket, happenings);
            old.awaitEnd();
            goes.close();
            try (IvshmemServer next = takeOver()) {
                holder.awaitEnd();
                stays.await(() -> stays.left().equals(List.of(1)));
                assertThat(next.status().left()).isEqualTo(1);
            }
        }
    }

    @Test
    void whoComesWhileNobodyServesWaitsAndIsLetInByTheNextServer() throws InterruptedException {
        IvshmemServer old = start(1, new PeerIds());
        try (FakeQemu first = FakeQemu.started(socket, 1)) {
            Holder holder = Holder.take(socket, happenings);
            old.awaitEnd();
            try (FakeQemu second = new FakeQemu(socket, 1)) {
                second.read();
                assertThat(second.messages()).isZero();
                try (IvshmemServer next = takeOver()) {
                    holder.awaitEnd();
                    second.await(second::isSetUp);
                    assertThat(second.id()).isEqualTo(1);
                    first.await(() -> first.others().equals(List.of(1)));
                    assertThat(next.status().joined()).isEqualTo(2);
                }
            }
            happenings.await(Kind.TAKEN_OVER, 2);
            happenings.await(Kind.HANDED_OVER, 2);
            assertThat(happenings.of(Kind.HANDED_OVER).getFirst().text()).contains("keeps everything for the next");
            assertThat(happenings.of(Kind.HANDED_OVER).getLast().text()).contains("serves on");
        }
    }

    @Test
    void aHolderCanBeAskedAndWhenItEndsNothingIsLeft() throws InterruptedException {
        IvshmemServer old = start(1, new PeerIds());
        try (FakeQemu client = FakeQemu.started(socket, 1)) {
            Holder holder = Holder.take(socket, happenings);
            try (Holder another = Holder.take(socket, happenings)) {
                old.awaitEnd();
                holder.awaitEnd();
                assertThat(another).isNotNull();
                assertThat(ControlPointTest.ask(IvshmemServer.controlSocket(socket)))
                        .contains(
                                "\"state\":\"holding\"",
                                "\"id\":0,\"pid\":" + ProcessHandle.current().pid());
            }
            client.awaitEnd();
            happenings.await(Kind.STOPPED, 1);
        }
    }

    @Test
    void aNameThatGoesWithItsServerGoesWithTheLastOne() {
        Path file = directory.resolve("memory");
        IvshmemServer old = IvshmemServer.start(
                ServerSpec.of(socket, 8192).withMemory(new MemorySource.InFile(file), Afterwards.REMOVE), happenings);
        Holder holder = Holder.take(socket, happenings);
        old.awaitEnd();
        assertThat(file).hasSize(8192);
        try (IvshmemServer next = takeOver()) {
            holder.awaitEnd();
            assertThat(next.memoryLabel()).isEqualTo("file:" + file);
            assertThat(file).hasSize(8192);
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void aNameThatIsKeptIsKept() {
        Path file = directory.resolve("memory");
        IvshmemServer old = IvshmemServer.start(
                ServerSpec.of(socket, 8192).withMemory(new MemorySource.InFile(file), Afterwards.KEEP), happenings);
        takeOver().close();
        old.awaitEnd();
        assertThat(file.toFile().delete()).isTrue();
    }

    @Test
    void aClientOfTheHostHearsOfOthersAndRingsThemAcrossTheHandOver() {
        JoinSpec usual = JoinSpec.usual().withVectors(2);
        IvshmemServer old = start(2, new PeerIds());
        try (IvshmemClient first = IvshmemClient.join(socket, usual);
                IvshmemServer next = takeOver()) {
            old.awaitEnd();
            try (IvshmemClient second = IvshmemClient.join(socket, usual)) {
                assertThat(first.nextChange(FakeQemu.GENEROUS)).contains(new PeerChange(PeerChange.Kind.JOINED, 1));
                assertThat(second.awaitPeers(FakeQemu.GENEROUS)).isTrue();
                assertThat(second.peers()).containsExactly(new Peer(0, 2));
                second.ring(0, 1, FakeQemu.GENEROUS);
                assertThat(first.await(1, FakeQemu.GENEROUS)).isEqualTo(1);
                first.ring(1, 0, FakeQemu.GENEROUS);
                assertThat(second.await(0, FakeQemu.GENEROUS)).isEqualTo(1);
            }
            assertThat(first.nextChange(FakeQemu.GENEROUS)).contains(new PeerChange(PeerChange.Kind.LEFT, 1));
            assertThat(next.status().peers()).hasSize(1);
            assertThat(first.isServerGone()).isFalse();
        }
    }
}
