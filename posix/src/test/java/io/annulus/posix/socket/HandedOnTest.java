// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.socket;

import static io.annulus.posix.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import io.annulus.posix.LockFile;
import io.annulus.posix.OpenDescriptors;
import io.annulus.posix.event.EventFd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sockets and locks that go from one process to another, and work on there. */
class HandedOnTest {
    private final Set<String> before = OpenDescriptors.now();
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment room = arena.allocate(64);

    @TempDir
    private Path directory;

    @AfterEach
    void nothingStays() {
        arena.close();
        OpenDescriptors.requireSameAs(before);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void asManyDescriptorsArriveAsWereSentInTheirOrder() {
        try (Listener listener = Listener.at(directory.resolve("s"), 0600);
                Connection client = Connection.to(directory.resolve("s"));
                Connection server = listener.accept().orElseThrow()) {
            List<EventFd> events = Stream.generate(EventFd::create)
                    .limit(Connection.MOST_DESCRIPTORS)
                    .toList();
            assertThat(server.send(
                            room, events.stream().map(EventFd::descriptor).toList()))
                    .isEqualTo(64);
            List<EventFd> same =
                    client.receive(room).descriptors().stream().map(EventFd::of).toList();
            events.getLast().signal();
            assertThat(same).hasSameSizeAs(events);
            assertThat(same.getFirst().take()).isZero();
            assertThat(same.getLast().take()).isEqualTo(1);
            Stream.concat(events.stream(), same.stream()).forEach(EventFd::close);
        }
    }

    @Test
    void aListenerThatIsHandedOnAcceptsAndItsPathGoesWithTheOneThatDoesNotKeepIt() {
        Path path = directory.resolve("s");
        Listener first = Listener.at(path, 0600);
        try (Listener second = Listener.of(first.descriptor().duplicate(), path)) {
            first.keepPath().close();
            try (Connection client = Connection.to(path);
                    Connection same = handedOn(second.accept().orElseThrow())) {
                assertThat(same.send(room, Optional.empty())).isEqualTo(64);
                assertThat(client.receive(room).bytes()).isEqualTo(64);
                assertThat(same.credentials().isOwnUser()).isTrue();
            }
        }
    }

    private static Connection handedOn(Connection connection) {
        try (connection) {
            return Connection.of(connection.descriptor().duplicate());
        }
    }

    @Test
    void aLockThatIsHandedOnIsHeldUntilTheLastLetsGo() {
        Path path = directory.resolve("lock");
        LockFile first = LockFile.take(path);
        LockFile second = LockFile.of(first.descriptor().duplicate(), path);
        first.keepFile().remove();
        refused(Reason.IN_USE, () -> LockFile.take(path)).contains("held by another");
        second.remove();
        LockFile.take(path).remove();
    }

    @Test
    void whatWasSentBeforeTheOtherSideStoppedListeningArrivesAndWhatIsSentAfterwardsFails() {
        try (Listener listener = Listener.at(directory.resolve("s"), 0600);
                Connection client = Connection.to(directory.resolve("s"));
                Connection server = listener.accept().orElseThrow()) {
            assertThat(server.send(room, Optional.empty())).isEqualTo(64);
            client.endReceiving();
            refused(Reason.CLOSED, () -> server.send(room, Optional.empty())).contains("sendmsg");
            assertThat(client.receive(room).bytes()).isEqualTo(64);
            assertThat(client.receive(room).end()).isTrue();
            assertThat(client.send(room, Optional.empty())).isEqualTo(64);
        }
    }

    @Test
    void whatIsNoSocketOrLockIsRefusedAndClosed() {
        Path path = directory.resolve("s");
        try (EventFd event = EventFd.create();
                Listener listener = Listener.at(path, 0600);
                Connection client = Connection.to(path)) {
            Descriptor notASocket = event.descriptor();
            refused(Reason.BAD_MESSAGE, () -> Connection.of(notASocket.duplicate()))
                    .contains("eventfd");
            refused(Reason.BAD_MESSAGE, () -> Listener.of(notASocket.duplicate(), path))
                    .contains("eventfd");
            refused(Reason.BAD_MESSAGE, () -> Listener.of(client.descriptor().duplicate(), path))
                    .contains("expected a socket that listens");
            refused(Reason.BAD_MESSAGE, () -> LockFile.of(listener.descriptor().duplicate(), path))
                    .contains("expected a lock file");
        }
    }
}
