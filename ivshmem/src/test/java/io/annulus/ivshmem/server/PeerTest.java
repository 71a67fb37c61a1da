// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ivshmem.wire.Message;
import io.annulus.ivshmem.wire.MessageReader;
import io.annulus.posix.Descriptor;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Listener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTest {
    @TempDir
    private Path directory;

    /** Its id is the protocol's version, too: what is taken back of it is its doorbells and nothing else. */
    @Test
    void peer0GoingBeforeANewcomerIsGreetedTakesNothingElseWithIt() {
        Path path = directory.resolve("s");
        PeerIds ids = new PeerIds(0);
        try (Listener listener = Listener.at(path, 0600);
                Connection firstClient = Connection.to(path);
                Peer first = peer(0, listener, ids);
                Connection client = Connection.to(path);
                Peer newcomer = peer(1, listener, ids);
                EventFd memory = EventFd.create();
                MessageReader reader = new MessageReader(client)) {
            assertThat(firstClient.descriptor().number()).isNotNegative();
            newcomer.welcome(Message.of(Message.SHARED_MEMORY, memory.descriptor()), List.of(first));
            newcomer.hearNoMoreOf(first);
            assertThat(newcomer.flush()).isFalse();
            List<Long> heard = new ArrayList<>();
            for (Optional<Message> message = reader.next(); message.isPresent(); message = reader.next()) {
                heard.add(message.get().value());
                message.get().descriptor().ifPresent(Descriptor::close);
            }
            assertThat(heard).containsExactly(Message.VERSION, 1L, Message.SHARED_MEMORY, 1L);
        }
    }

    private static Peer peer(int id, Listener listener, PeerIds ids) {
        Connection connection = listener.accept().orElseThrow();
        return new Peer(id, id, connection, connection.credentials(), List.of(EventFd.create()), ids);
    }
}
