// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.socket;

import static io.annulus.posix.Refusals.refused;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import io.annulus.posix.OpenDescriptors;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.event.Interest;
import io.annulus.posix.event.Readiness;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {
    private final Set<String> before = OpenDescriptors.now();
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment room = arena.allocate(4096);

    @TempDir
    private Path directory;

    @AfterEach
    void nothingStaysOpen() {
        arena.close();
        OpenDescriptors.requireSameAs(before);
    }

    @Test
    void bytesArriveWithTheDescriptorThatWasSentWithThem() {
        try (Listener listener = Listener.at(directory.resolve("s"), 0600);
                Connection client = Connection.to(directory.resolve("s"));
                Connection server = listener.accept().orElseThrow();
                EventFd event = EventFd.create()) {
            assertThat(client.receive(room)).isEqualTo(new Received(0, false, List.of(), false));
            assertThat(server.send(text("first"), Optional.of(event.descriptor())))
                    .isEqualTo(5);
            assertThat(server.send(text("second"), Optional.empty())).isEqualTo(6);

            Received received = client.receive(room);
            assertThat(asText(received.bytes())).startsWith("first");
            assertThat(received.descriptors()).hasSize(1);
            try (EventFd same = EventFd.of(received.descriptors().getFirst())) {
                event.signal();
                assertThat(same.take()).isEqualTo(1);
            }
        }
    }

    @Test
    void severalDescriptorsInOneReadAllArriveAndAreOwned() {
        try (Listener listener = Listener.at(directory.resolve("s"), 0600);
                Connection client = Connection.to(directory.resolve("s"));
                Connection server = listener.accept().orElseThrow();
                EventFd event = EventFd.create()) {
            for (int i = 0; i < 3; i++) {
                server.send(text("x"), Optional.of(event.descriptor()));
            }
            int bytes = 0;
            int descriptors = 0;
            while (bytes < 3) {
                Received received = client.receive(room);
                bytes += received.bytes();
                descriptors += received.descriptors().size();
                received.descriptors().forEach(Descriptor::close);
            }
            assertThat(descriptors).isEqualTo(3);
        }
    }

    @Test
    void theEndIsSeenByWhoReadsAndAnErrorForWhoWrites() {
        try (Listener listener = Listener.at(directory.resolve("s"), 0600);
                Epoll epoll = Epoll.create()) {
            Connection client = Connection.to(directory.resolve("s"));
            Connection server = listener.accept().orElseThrow();
            epoll.add(server.descriptor(), Interest.READ, 5);
            client.close();
            assertThat(epoll.await(Duration.ofSeconds(60))).containsExactly(new Readiness(5, true, false, true));
            assertThat(server.receive(room).end()).isTrue();
            refused(Reason.CLOSED, () -> server.send(text("x"), Optional.empty()))
                    .contains("EPIPE");
            server.close();
        }
    }

    @Test
    void whereTooManyWaitToBeAcceptedThereIsNoRoomForAnother() {
        Path path = directory.resolve("s");
        try (Listener listener = Listener.at(path, 0600)) {
            List<Connection> waiting = Stream.generate(() -> Connection.tryTo(path))
                    .takeWhile(Optional::isPresent)
                    .map(Optional::orElseThrow)
                    .toList();
            refused(Reason.IN_USE, () -> Connection.to(path)).contains("Try again");
            listener.accept().orElseThrow().close();
            Connection.to(path).close();
            waiting.forEach(Connection::close);
        }
    }

    @Test
    void whatHasNoRoomIsNotSent() {
        try (Listener listener = Listener.at(directory.resolve("s"), 0600);
                Connection client = Connection.to(directory.resolve("s"));
                Connection server = listener.accept().orElseThrow()) {
            long sent = 0;
            for (int taken; (taken = server.send(room, Optional.empty())) > 0; ) {
                sent += taken;
            }
            long received = 0;
            for (int got; (got = client.receive(room).bytes()) > 0; ) {
                received += got;
            }
            assertThat(received).isEqualTo(sent).isPositive();
        }
    }

    @Test
    void theKernelVouchesForTheOtherSide() throws IOException {
        try (Listener listener = Listener.at(directory.resolve("s"), 0600);
                Connection client = Connection.to(directory.resolve("s"));
                Connection server = listener.accept().orElseThrow()) {
            Credentials ours = server.credentials();
            assertThat(ours.pid()).isEqualTo((int) ProcessHandle.current().pid());
            assertThat(ours.uid()).isEqualTo(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
            assertThat(client.credentials()).isEqualTo(ours);
        }
    }

    @Test
    void aSocketHasItsPermissionsAndItsPathGoesWithIt() throws IOException {
        Path path = directory.resolve("s");
        try (Listener listener = Listener.at(path, 0660)) {
            assertThat(Files.getAttribute(path, "unix:mode")).isEqualTo(0140660);
            assertThat(listener.accept()).isEmpty();
            refused(Reason.ALREADY_EXISTS, () -> Listener.at(path, 0660)).contains("EADDRINUSE");
        }
        assertThat(path).doesNotExist();
        refused(Reason.NOT_FOUND, () -> Connection.to(path));
    }

    @Test
    void aPathThatIsTooLongIsRefused() {
        Path path = directory.resolve("x".repeat(108));
        refused(Reason.BAD_NAME, () -> Listener.at(path, 0600)).contains("107");
        refused(Reason.BAD_NAME, () -> Connection.to(path));
    }

    private MemorySegment text(String text) {
        MemorySegment bytes = arena.allocate(text.length());
        MemorySegment.copy(MemorySegment.ofArray(text.getBytes(StandardCharsets.US_ASCII)), 0, bytes, 0, text.length());
        return bytes;
    }

    private String asText(int length) {
        return new String(room.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.US_ASCII);
    }
}
