// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.posix.OpenDescriptors;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.Interest;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Received;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlPointTest {
    private final Set<String> before = OpenDescriptors.now();

    @TempDir
    private Path directory;

    @AfterEach
    void nothingStaysOpen() {
        OpenDescriptors.requireSameAs(before);
    }

    @Test
    void whoAsksIsToldWhoIsThere() {
        Path socket = directory.resolve("s");
        long pid = ProcessHandle.current().pid();
        try (IvshmemServer server =
                        IvshmemServer.start(ServerSpec.of(socket, 4096).withVectors(2), new Happenings());
                FakeQemu first = FakeQemu.started(socket, 2);
                FakeQemu second = FakeQemu.started(socket, 2)) {
            assertThat(second.others()).containsExactly(first.id());
            int uid = server.status().peers().getFirst().uid();
            String answer = ask(IvshmemServer.controlSocket(socket));
            assertThat(answer)
                    .isEqualTo(server.status().json())
                    .isEqualTo("{\"pid\":" + pid
                            + ",\"state\":\"serving\",\"bytes\":4096,\"memory\":\"" + server.memoryPath()
                            + "\",\"sealed\":true,\"vectors\":2,\"mostPeers\":1024,"
                            + "\"joined\":2,\"left\":0,\"dropped\":0,\"refused\":0,\"peers\":[\n"
                            + "{\"id\":0,\"pid\":" + pid + ",\"uid\":" + uid + ",\"vectors\":2,\"queued\":0},\n"
                            + "{\"id\":1,\"pid\":" + pid + ",\"uid\":" + uid + ",\"vectors\":2,\"queued\":0}\n]}\n");
        }
    }

    @Test
    void thoseWhoAskAndDoNotListenHoldUpNobody() {
        Path socket = directory.resolve("s");
        List<Connection> deaf = new ArrayList<>();
        try (IvshmemServer server = IvshmemServer.start(ServerSpec.of(socket, 4096), new Happenings())) {
            for (int i = 0; i < 50; i++) {
                deaf.add(Connection.to(IvshmemServer.controlSocket(socket)));
            }
            assertThat(ask(IvshmemServer.controlSocket(socket))).endsWith("\"peers\":[\n]}\n");
            assertThat(server.status().peers()).isEmpty();
        } finally {
            deaf.forEach(Connection::close);
        }
    }

    static String ask(Path control) {
        try (Connection connection = Connection.to(control);
                Epoll epoll = Epoll.create();
                Arena arena = Arena.ofConfined()) {
            epoll.add(connection.descriptor(), Interest.READ, 0);
            MemorySegment room = arena.allocate(1 << 16);
            StringBuilder answer = new StringBuilder();
            for (Received received = connection.receive(room); !received.end(); received = connection.receive(room)) {
                byte[] bytes = room.asSlice(0, received.bytes()).toArray(ValueLayout.JAVA_BYTE);
                answer.append(new String(bytes, StandardCharsets.US_ASCII));
                epoll.await(FakeQemu.GENEROUS);
            }
            return answer.toString();
        }
    }
}
