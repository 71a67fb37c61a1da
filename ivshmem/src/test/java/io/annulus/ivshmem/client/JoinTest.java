// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

import static io.annulus.ivshmem.client.FakeServer.GENEROUS;
import static io.annulus.posix.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import io.annulus.posix.OpenDescriptors;
import io.annulus.posix.OpenMode;
import io.annulus.posix.memory.Seal;
import io.annulus.posix.memory.SharedMemory;
import io.annulus.posix.socket.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server may say before a client has joined, and what it may not. */
class JoinTest {
    private static final JoinSpec SPEC = JoinSpec.usual().withPatience(GENEROUS);
    private static final Duration SHORT = Duration.ofMillis(30);

    private final Set<String> before = OpenDescriptors.now();

    @TempDir
    private Path directory;

    private FakeServer server;

    @BeforeEach
    void listen() {
        server = new FakeServer(directory.resolve("s"));
    }

    @AfterEach
    void nothingStaysOpen() {
        server.close();
        OpenDescriptors.requireSameAs(before);
    }

    @Test
    void aServerGivesAnIdTheMemoryPeersAndOwnDoorbells() {
        try (IvshmemClient client = join(
                SPEC.withVectors(2),
                s -> s.greet(2).doorbells(0, 2).doorbells(1, 2).doorbells(2, 2))) {
            assertThat(client.id()).isEqualTo(2);
            assertThat(client.memory().bytes()).isEqualTo(FakeServer.MEMORY_SIZE);
            assertThat(client.isSealed()).isTrue();
            assertThat(client.vectors()).isEqualTo(2);
            assertThat(client.peers()).containsExactly(new Peer(0, 2), new Peer(1, 2));
            assertThat(client.isServerGone()).isFalse();
        }
    }

    @Test
    void withoutANumberOfVectorsJoiningEndsWithTheMemory() {
        try (IvshmemClient client = join(SPEC, s -> s.greet(65_535))) {
            assertThat(client.id()).isEqualTo(65_535);
            assertThat(client.awaitPeers(SHORT)).isFalse();
            server.doorbells(8, 3).doorbells(65_535, 3);
            assertThat(client.awaitPeers(GENEROUS)).isTrue();
            assertThat(client.peers()).containsExactly(new Peer(8, 3));
        }
    }

    @Test
    void aServerWithoutVectorsIsJoinedToo() {
        try (IvshmemClient client = join(SPEC.withVectors(0), s -> s.greet(0))) {
            assertThat(client.vectors()).isZero();
            assertThat(client.awaitPeers(SHORT)).isTrue();
            server.say(5);
            assertThat(client.nextChange(GENEROUS)).contains(new PeerChange(PeerChange.Kind.LEFT, 5));
        }
    }

    @Test
    void aServerMayHaveMoreVectorsThanAskedFor() {
        try (IvshmemClient client =
                join(SPEC.withVectors(1), s -> s.greet(2).doorbells(0, 2).doorbells(2, 2))) {
            client.ring(2, 1, GENEROUS);
            assertThat(client.await(1, GENEROUS)).isEqualTo(1);
        }
    }

    @Test
    void messagesMayComeTogetherAndByteByByte() {
        Consumer<FakeServer> piece = s -> {
            s.sayTogether(0, 3);
            for (int i = 0; i < 8; i++) {
                s.sayPart(-1, i, i + 1, i == 0 ? Optional.of(s.memory()) : Optional.empty());
            }
            for (int i = 0; i < 8; i++) {
                s.sayPart(3, i, i + 1, i == 0 ? Optional.of(s.event()) : Optional.empty());
            }
        };
        try (IvshmemClient client = join(SPEC.withVectors(1), piece)) {
            assertThat(client.id()).isEqualTo(3);
            assertThat(client.vectors()).isEqualTo(1);
        }
    }

    @Test
    void whatBreaksTheProtocolIsRefused() {
        refuse(s -> s.say(1)).contains("version 0", "found 1", "refuses this user");
        refuse(s -> s.say(0, s.event())).contains("with a descriptor");
        refuse(s -> s.say(5).say(-1, s.memory())).contains("QEMU before 2.5");
        refuse(s -> s.say(0).say(-1, s.memory())).contains("an id of 0 to 65535");
        refuse(s -> s.say(0).say(65_536)).contains("found 65536");
        refuse(s -> s.say(0).say(5, s.event())).contains("found 5 with a descriptor");
        refuse(s -> s.say(0).say(5).say(-1)).contains("found -1 without a descriptor");
        refuse(s -> s.say(0).say(5).say(-2, s.memory())).contains("found -2 with");
        refuse(s -> s.say(0).say(5).doorbells(3, 1)).contains("the memory", "found 3 with");
        refuse(s -> s.greet(5).say(-1, s.memory())).contains("found -1 with");
        refuse(s -> s.greet(5).say(-2)).contains("found -2 without");
        refuse(s -> s.greet(5).say(65_536, s.event())).contains("found 65536 with");
        refuse(s -> s.greet(5).say(5)).contains("our own (5)");
        refuse(s -> s.greet(5).doorbells(3, 1).say(4)).contains("one of 4");
        refuse(s -> s.greet(5).doorbells(3, 65)).contains("64 vectors of peer 3");
    }

    @Test
    void moreThanOneDescriptorWithAMessageIsRefused() {
        refuse(s -> s.say(0)
                        .say(5)
                        .sayPart(-1, 0, 4, Optional.of(s.memory()))
                        .sayPart(-1, 4, 8, Optional.of(s.memory())))
                .contains("one descriptor at most");
    }

    @Test
    void whatIsNoDoorbellIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "precious");
        Descriptor open = server.owning(Descriptor.open(file));
        refuse(s -> s.greet(5).say(5, open)).contains("an eventfd", "file");
        refuse(s -> s.greet(5).say(3, s.memory())).contains("an eventfd", "memfd");
        assertThat(file).hasContent("precious");
    }

    @Test
    void whatIsNoMemoryIsRefused() throws IOException {
        Descriptor empty = server.owning(Descriptor.open(Files.createFile(directory.resolve("empty"))));
        refuse(s -> s.say(0).say(5).say(-1, s.event())).contains("memory", "eventfd");
        refuse(s -> s.say(0).say(5).say(-1, empty)).contains("found none");
    }

    @Test
    void memoryThatCannotBeWrittenIsRefused() throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[4096]);
        Descriptor open = server.owning(Descriptor.open(file, OpenMode.READ, 0));
        refuse(Reason.READ_ONLY, SPEC, s -> s.say(0).say(5).say(-1, open));
    }

    @Test
    void memoryThatCanBecomeShorterIsToldAndRefusedIfAskedFor() {
        Descriptor file = server.owning(
                SharedMemory.newFile(directory.resolve("file"), 4096, 0600).descriptor());
        Consumer<FakeServer> piece = s -> s.say(0).say(5).say(-1, file);
        try (IvshmemClient client = join(SPEC, piece)) {
            assertThat(client.isSealed()).isFalse();
        }
        JoinSpec strict = SPEC.withSeals(Set.of(Seal.SHRINK));
        refuse(Reason.UNSUPPORTED_MODE, strict, piece).contains("[SHRINK]");
        join(strict, s -> s.greet(5)).close();
    }

    @Test
    void theNumberOfDescriptorsIsLimited() {
        JoinSpec few = SPEC.withLimits(4, 6).withVectors(1);
        refuse(Reason.BAD_MESSAGE, few, s -> s.greet(5).doorbells(1, 4).doorbells(2, 2))
                .contains("6 descriptors at most");
        join(few, s -> s.greet(5).doorbells(1, 4).doorbells(5, 1)).close();
    }

    @Test
    void aServerThatHangsUpInTheMiddleIsNotWaitedFor() {
        List<Consumer<FakeServer>> pieces = List.of(
                s -> {},
                s -> s.say(0),
                s -> s.say(0).say(5),
                s -> s.say(0).say(5).sayPart(-1, 0, 3, Optional.of(s.memory())),
                s -> s.greet(5),
                s -> s.greet(5).doorbells(3, 2),
                s -> s.greet(5).doorbells(3, 2).doorbells(5, 1));
        for (Consumer<FakeServer> piece : pieces) {
            refuse(Reason.CLOSED, SPEC.withVectors(2), piece.andThen(FakeServer::hangUp))
                    .contains("hung up");
        }
    }

    @Test
    void aServerThatStopsInTheMiddleIsWaitedForUntilTheDeadline() {
        JoinSpec hasty = SPEC.withVectors(2).withPatience(SHORT);
        refuse(Reason.TIMED_OUT, hasty, s -> {}).contains("a protocol version", "30 ms");
        refuse(Reason.TIMED_OUT, hasty, s -> s.say(0).say(5).sayPart(-1, 0, 7, Optional.of(s.memory())));
        refuse(Reason.TIMED_OUT, hasty, s -> s.greet(5).doorbells(5, 1));
        refused(Reason.TIMED_OUT, () -> IvshmemClient.join(server.path(), hasty))
                .as("one who never lets anybody in")
                .contains("a protocol version");
    }

    @Test
    void whereTooManyWaitToBeLetInNobodyIsWaitedForLongerThanTheDeadline() {
        List<Descriptor> waiting = Stream.generate(() -> Connection.tryTo(server.path()))
                .takeWhile(Optional::isPresent)
                .map(c -> server.owning(c.orElseThrow().descriptor()))
                .toList();
        assertThat(waiting).isNotEmpty();
        refused(Reason.TIMED_OUT, () -> IvshmemClient.join(server.path(), SPEC.withPatience(SHORT)))
                .contains("let in");
        refused(Reason.IN_USE, () -> Connection.to(server.path()));
    }

    @Test
    void whereNobodyListensThatIsSaid() {
        refused(Reason.NOT_FOUND, () -> IvshmemClient.join(directory.resolve("none"), SPEC))
                .contains("ENOENT");
    }

    @Test
    void numbersThatCannotBeAreRefused() {
        refused(Reason.BAD_SPEC, () -> SPEC.withVectors(-1));
        refused(Reason.BAD_SPEC, () -> SPEC.withVectors(2049));
        refused(Reason.BAD_SPEC, () -> SPEC.withLimits(0, 10));
        refused(Reason.BAD_SPEC, () -> SPEC.withLimits(10, 0));
        assertThat(SPEC.withVectors(2048).mostVectors()).isEqualTo(2048);
    }

    private IvshmemClient join(JoinSpec spec, Consumer<FakeServer> piece) {
        return Joining.join(server, spec, piece);
    }

    private AbstractStringAssert<?> refuse(Consumer<FakeServer> piece) {
        return refuse(Reason.BAD_MESSAGE, SPEC.withVectors(4), piece);
    }

    private AbstractStringAssert<?> refuse(Reason reason, JoinSpec spec, Consumer<FakeServer> piece) {
        AbstractStringAssert<?> message =
                refused(reason, () -> join(spec, piece).close());
        server.hangUp();
        return message;
    }
}
