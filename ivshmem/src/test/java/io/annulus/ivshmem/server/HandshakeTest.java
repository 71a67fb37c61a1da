// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.posix.Descriptor;
import io.annulus.posix.OpenDescriptors;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.Interest;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Received;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client gets, byte for byte. */
class HandshakeTest {
    private static final String VERSION = "0000000000000000";
    private static final String MEMORY = "ffffffffffffffff+fd";

    private final Set<String> before = OpenDescriptors.now();

    @TempDir
    private Path directory;

    @AfterEach
    void nothingStaysOpen() {
        OpenDescriptors.requireSameAs(before);
    }

    @ParameterizedTest(name = "{0} peers with {1} vectors")
    @CsvSource({"1, 1", "2, 1", "2, 2", "3, 4", "5, 64", "2, 0", "20, 3"})
    void everyClientGetsVersionIdMemoryTheOthersDoorbellsAndItsOwn(int peers, int vectors) {
        Path socket = directory.resolve("s");
        List<Connection> clients = new ArrayList<>();
        try (IvshmemServer server =
                IvshmemServer.start(ServerSpec.of(socket, 4096).withVectors(vectors), new Happenings())) {
            for (int i = 0; i < peers; i++) {
                List<String> expected = new ArrayList<>(List.of(VERSION, number(i), MEMORY));
                for (int peer = 0; peer <= i; peer++) {
                    expected.addAll(doorbells(peer, vectors));
                }
                Connection client = Connection.to(socket);
                clients.add(client);
                assertThat(transcript(client, expected.size())).isEqualTo(expected);
            }
            for (int i = 0; i < peers; i++) {
                List<String> later = new ArrayList<>();
                for (int peer = i + 1; peer < peers; peer++) {
                    later.addAll(doorbells(peer, vectors));
                }
                assertThat(transcript(clients.get(i), later.size())).isEqualTo(later);
            }
            clients.getFirst().close();
            List<String> goodbye = vectors == 0 ? List.of() : List.of("0000000000000000");
            for (Connection client : clients.subList(1, peers)) {
                assertThat(transcript(client, goodbye.size())).isEqualTo(goodbye);
            }
            assertThat(server.status().peers()).hasSizeLessThanOrEqualTo(peers);
        } finally {
            clients.forEach(Connection::close);
        }
    }

    @Test
    void aNumberIsEightBytesTheLowestFirst() {
        Path socket = directory.resolve("s");
        try (IvshmemServer server =
                        IvshmemServer.start(ServerSpec.of(socket, 4096), new Happenings(), new PeerIds(0x1234));
                Connection client = Connection.to(socket)) {
            assertThat(transcript(client, 4))
                    .containsExactly(VERSION, "3412000000000000", MEMORY, "3412000000000000+fd");
            assertThat(server.memoryBytes()).isEqualTo(4096);
        }
    }

    private static List<String> doorbells(int peer, int vectors) {
        return java.util.Collections.nCopies(vectors, number(peer) + "+fd");
    }

    private static String number(int value) {
        return HexFormat.of().toHexDigits((byte) value) + "00000000000000";
    }

    /** So many messages, as they are on the wire; and that there is no more. */
    private static List<String> transcript(Connection client, int messages) {
        List<String> transcript = new ArrayList<>();
        try (Arena arena = Arena.ofConfined();
                Epoll epoll = Epoll.create()) {
            epoll.add(client.descriptor(), Interest.READ, 0);
            MemorySegment eight = arena.allocate(8);
            long start = System.nanoTime();
            while (transcript.size() < messages && System.nanoTime() - start < FakeQemu.GENEROUS.toNanos()) {
                Received received = client.receive(eight);
                if (received.bytes() == 0) {
                    assertThat(received.end()).isFalse();
                    epoll.await(FakeQemu.GENEROUS);
                    continue;
                }
                assertThat(received.bytes()).isEqualTo(8);
                assertThat(received.descriptors()).hasSizeLessThanOrEqualTo(1);
                received.descriptors().forEach(Descriptor::close);
                String hex = HexFormat.of().formatHex(eight.toArray(ValueLayout.JAVA_BYTE));
                transcript.add(received.descriptors().isEmpty() ? hex : hex + "+fd");
            }
            assertThat(client.receive(eight).bytes()).as("nothing more").isZero();
        }
        return transcript;
    }
}
