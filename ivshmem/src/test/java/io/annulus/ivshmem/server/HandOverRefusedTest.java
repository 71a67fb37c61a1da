// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ivshmem.handover.Premises;
import io.annulus.ivshmem.server.RawSuccessor.Page;
import io.annulus.ivshmem.server.ServerEvent.Kind;
import io.annulus.posix.OpenDescriptors;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Listener;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hand-overs that do not come about: the server goes on, and nothing is lost or left open on either side. */
class HandOverRefusedTest {
    private static final int VERSION = 1;
    /** So many that a few peers fill the kernel's buffer. */
    private static final int VECTORS = 64;

    private static final int ENOUGH_PEERS = 10;

    private final Set<String> before = OpenDescriptors.now();
    private final Happenings happenings = new Happenings();
    private final List<FakeQemu> clients = new ArrayList<>();

    @TempDir
    private Path directory;

    private Path socket;

    @BeforeEach
    void place() {
        socket = directory.resolve("s");
    }

    @AfterEach
    void nothingStays() {
        clients.forEach(FakeQemu::close);
        OpenDescriptors.requireSameAs(before);
        assertThat(directory).isEmptyDirectory();
    }

    private IvshmemServer start(int peers, int vectors) {
        IvshmemServer server = IvshmemServer.start(ServerSpec.of(socket, 4096).withVectors(vectors), happenings);
        for (int i = 0; i < peers; i++) {
            clients.add(FakeQemu.started(socket, vectors));
            clients.forEach(FakeQemu::read);
        }
        return server;
    }

    /** It lets in, and tells those who are there. */
    private void requireServing(IvshmemServer server, int vectors) {
        try (FakeQemu visitor = FakeQemu.started(socket, vectors)) {
            clients.forEach(client -> client.await(() -> client.others().contains(visitor.id())));
            assertThat(server.status().dropped()).isZero();
        }
    }

    private static void assertRefused(Reason reason, Runnable attempt, String... words) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        AnnulusException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContainingAll(words);
    }

    private void assertTakeOverRefused(TakeOverSpec spec, Reason reason, String... words) {
        assertRefused(reason, () -> IvshmemServer.takeOver(spec, happenings).close(), words);
    }

    private TakeOverSpec wanting(OptionalLong bytes, OptionalInt vectors, Optional<MemorySource> memory) {
        return new TakeOverSpec(socket, bytes, vectors, memory, Optional.empty(), Access.usual(), Limits.usual());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void aSuccessorThatDiesAfterAnyRecordChangesNothing(int heard) throws InterruptedException {
        try (IvshmemServer server = start(3, 2)) {
            Set<String> serving = OpenDescriptors.now();
            try (RawSuccessor successor = RawSuccessor.at(socket)) {
                successor.say(RawSuccessor.hello(VERSION));
                for (int i = 0; i < heard; i++) {
                    assertThat(successor.hear().kind()).isNotEqualTo(RawSuccessor.REFUSED);
                }
                if (heard == 8) {
                    successor.goDeaf().say(RawSuccessor.page(RawSuccessor.HAVE, VERSION));
                }
            }
            happenings.await(Kind.TROUBLE, 1);
            requireServing(server, 2);
            Happenings.eventually(() -> OpenDescriptors.now().equals(serving));
        }
    }

    @Test
    void aSuccessorThatIsKilledWithEverythingInItsHandsChangesNothing() throws Exception {
        try (IvshmemServer server = start(3, 2);
                DyingSuccessor successor = DyingSuccessor.with(socket)) {
            successor.kill();
            happenings.await(Kind.TROUBLE, 1);
            requireServing(server, 2);
            FakeQemu gone = clients.removeLast();
            gone.close();
            clients.forEach(client -> client.await(() -> client.left().contains(gone.id())));
            IvshmemServer next = IvshmemServer.takeOver(TakeOverSpec.of(socket), happenings);
            server.awaitEnd();
            requireServing(next, 2);
            next.close();
        }
    }

    @Test
    void theRecordsAreThoseThatAreWrittenDown() throws InterruptedException {
        try (IvshmemServer server = start(2, 3)) {
            try (RawSuccessor successor = RawSuccessor.at(socket)) {
                successor.say(RawSuccessor.hello(VERSION));
                Page estate = successor.hear();
                ByteBuffer expected = RawSuccessor.page(RawSuccessor.ESTATE, VERSION)
                        .putLong(16, 4096)
                        .putInt(24, 3)
                        .putInt(28, 2)
                        .putInt(32, 2)
                        .putLong(40, 2)
                        .putLong(72, ProcessHandle.current().pid())
                        .putInt(96, 5)
                        .put(100, "memfd".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                assertThat(estate).isEqualTo(new Page(expected, 5));
                for (int peer = 0; peer < 2; peer++) {
                    assertThat(successor.hear())
                            .isEqualTo(new Page(plain(RawSuccessor.PEER, peer).putInt(8, 3), 4));
                    assertThat(successor.hear())
                            .as("each knows both")
                            .isEqualTo(new Page(plain(RawSuccessor.KNOWS, 0).putLong(8, 3), 0));
                }
                assertThat(successor.hear()).isEqualTo(new Page(RawSuccessor.page(RawSuccessor.END, 2), 0));
            }
            happenings.await(Kind.TROUBLE, 1);
            requireServing(server, 3);
        }
    }

    private static ByteBuffer plain(int kind, int number) {
        return RawSuccessor.page(kind, number).putLong(8, 0);
    }

    @Test
    void anotherVersionIsToldWhichOneIsSpokenHere() {
        try (IvshmemServer server = start(1, 1);
                RawSuccessor successor = RawSuccessor.at(socket)) {
            Page answer = successor.say(RawSuccessor.hello(7)).hear();
            assertThat(answer.kind()).isEqualTo(RawSuccessor.REFUSED);
            assertThat(answer.number()).isEqualTo(VERSION);
            assertThat(answer.text()).contains("version 1", "successor 7");
            requireServing(server, 1);
        }
    }

    @Test
    void whatIsNoSuccessorIsRefused() {
        try (IvshmemServer server = start(1, 1)) {
            for (ByteBuffer nonsense : List.of(
                    RawSuccessor.page(99, VERSION),
                    RawSuccessor.hello(VERSION).putLong(8, 0),
                    RawSuccessor.hello(VERSION).putInt(28, 0),
                    RawSuccessor.hello(VERSION).putInt(24, 65),
                    RawSuccessor.hello(VERSION).putInt(96, 157),
                    RawSuccessor.hello(VERSION).putInt(96, -1),
                    RawSuccessor.hello(VERSION).putLong(16, -1))) {
                try (RawSuccessor successor = RawSuccessor.at(socket)) {
                    Page answer = successor.say(nonsense).hear();
                    assertThat(answer.kind()).isEqualTo(RawSuccessor.REFUSED);
                    assertThat(answer.text()).contains("expected", "found");
                }
            }
            try (RawSuccessor silent = RawSuccessor.at(socket)) {
                requireServing(server, 1);
                assertThat(silent).isNotNull();
            }
        }
    }

    @Test
    void aSuccessorThatStopsInTheMiddleOfAWordIsGivenUp() throws InterruptedException {
        try (IvshmemServer server = start(1, 1);
                RawSuccessor successor = RawSuccessor.at(socket)) {
            successor.sayHalf(RawSuccessor.hello(VERSION));
            happenings.await(Kind.TROUBLE, 1);
            assertThat(happenings.of(Kind.TROUBLE).getFirst().text()).contains("2000 ms");
            requireServing(server, 1);
        }
    }

    @Test
    void whatSpeaksAnotherVersionIsNotTakenOverFrom() {
        assertTakeOverRefusedBy(
                other -> other.say(RawSuccessor.page(RawSuccessor.REFUSED, 9).putInt(16, 1)), Reason.WRONG_VERSION, "");
    }

    @Test
    void whatIsNoServerIsNotTakenOverFrom() {
        assertTakeOverRefusedBy(other -> other.say(RawSuccessor.page(99, 1)), Reason.BAD_MESSAGE, "kind 99");
        assertTakeOverRefusedBy(
                other -> other.say(RawSuccessor.page(RawSuccessor.ESTATE, 1)), Reason.BAD_MESSAGE, "5 descriptors");
        assertTakeOverRefusedBy(RawSuccessor::close, Reason.CLOSED, "hung up");
    }

    /** A server of this test's own, which answers the first word as it likes. */
    private void assertTakeOverRefusedBy(Consumer<RawSuccessor> answer, Reason reason, String words) {
        try (Listener listener = Listener.at(Premises.successorOf(socket), 0600)) {
            CompletableFuture<RawSuccessor> other = CompletableFuture.supplyAsync(() -> {
                Optional<Connection> accepted = listener.accept();
                while (accepted.isEmpty()) {
                    Thread.onSpinWait();
                    accepted = listener.accept();
                }
                RawSuccessor server = RawSuccessor.on(accepted.get());
                assertThat(server.hear().kind()).isEqualTo(RawSuccessor.HELLO);
                answer.accept(server);
                return server;
            });
            assertTakeOverRefused(TakeOverSpec.of(socket), reason, words);
            RawSuccessor server = other.join();
            if (reason != Reason.CLOSED) {
                server.close();
            }
        }
    }

    @Test
    void whoWantsSomethingElseIsRefusedWithBothValues() {
        try (IvshmemServer server = start(1, 1)) {
            assertTakeOverRefused(
                    wanting(OptionalLong.of(8192), OptionalInt.empty(), Optional.empty()),
                    Reason.BAD_SPEC,
                    "8192",
                    "4096");
            assertTakeOverRefused(
                    wanting(OptionalLong.empty(), OptionalInt.of(5), Optional.empty()),
                    Reason.BAD_SPEC,
                    "5 vectors",
                    "found 1");
            assertTakeOverRefused(
                    wanting(OptionalLong.empty(), OptionalInt.empty(), Optional.of(new MemorySource.Named("x"))),
                    Reason.BAD_SPEC,
                    "shm:x",
                    "memfd");
            requireServing(server, 1);
        }
    }

    @Test
    void whereNobodyIsNothingCanBeTakenOver() {
        assertTakeOverRefused(TakeOverSpec.of(socket), Reason.NOT_FOUND, "s.successor");
    }

    @Test
    void aRefusalAfterEverythingHasComeLeavesNothingBehind() {
        Access nobodys = new Access(0660, Optional.of("no-such-group"), Set.of(), Set.of());
        try (IvshmemServer server = start(2, 2)) {
            assertTakeOverRefused(
                    new TakeOverSpec(
                            socket,
                            OptionalLong.empty(),
                            OptionalInt.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            nobodys,
                            Limits.usual()),
                    Reason.NOT_FOUND,
                    "no-such-group");
            requireServing(server, 2);
        }
    }

    @Test
    void whileAClientIsBeingSetUpAndDoesNotReadNothingIsHandedOver() throws InterruptedException {
        IvshmemServer server = start(ENOUGH_PEERS, VECTORS);
        FakeQemu slow = new FakeQemu(socket, VECTORS);
        clients.add(slow);
        happenings.await(Kind.JOINED, ENOUGH_PEERS + 1);
        assertTakeOverRefused(TakeOverSpec.of(socket), Reason.IN_USE, "peer " + ENOUGH_PEERS, "does not read");
        slow.await(slow::isSetUp);
        clients.forEach(FakeQemu::read);
        try (IvshmemServer next = IvshmemServer.takeOver(TakeOverSpec.of(socket), happenings)) {
            server.awaitEnd();
            requireServing(next, VECTORS);
        }
    }

    @Test
    void whoIsSetUpAndDoesNotReadIsDroppedAndTheOthersMove() throws InterruptedException {
        IvshmemServer server = start(1, VECTORS);
        FakeQemu sleeps = clients.removeFirst();
        for (int i = 0; i < ENOUGH_PEERS; i++) {
            clients.add(FakeQemu.started(socket, VECTORS));
            clients.forEach(FakeQemu::read);
        }
        try (IvshmemServer next = IvshmemServer.takeOver(TakeOverSpec.of(socket), happenings)) {
            server.awaitEnd();
            assertThat(happenings.of(Kind.DROPPED).getFirst().text()).contains("peer 0", "handed over");
            sleeps.awaitEnd();
            clients.forEach(client -> client.await(() -> client.left().equals(List.of(0))));
            assertThat(next.status().peers()).hasSize(ENOUGH_PEERS);
            assertThat(next.status().dropped()).isEqualTo(1);
        }
        sleeps.close();
    }

    @Test
    void ofTwoSuccessorsAtOnceEachGetsAllOrNothing() {
        IvshmemServer old = start(5, 2);
        List<CompletableFuture<Optional<IvshmemServer>>> attempts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            attempts.add(CompletableFuture.supplyAsync(this::attempt));
        }
        List<IvshmemServer> owners = attempts.stream()
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList();
        assertThat(owners).isNotEmpty();
        old.awaitEnd();
        try (FakeQemu visitor = FakeQemu.started(socket, 2)) {
            clients.forEach(client -> client.await(() -> client.others().contains(visitor.id())));
        }
        owners.forEach(IvshmemServer::close);
        clients.forEach(FakeQemu::awaitEnd);
        assertThat(happenings.of(Kind.STOPPED)).as("one had it in the end").hasSize(1);
    }

    private Optional<IvshmemServer> attempt() {
        try {
            return Optional.of(IvshmemServer.takeOver(TakeOverSpec.of(socket), happenings));
        } catch (AnnulusException e) {
            assertThat(e.reason()).isEqualTo(Reason.CLOSED);
            return Optional.empty();
        }
    }
}
