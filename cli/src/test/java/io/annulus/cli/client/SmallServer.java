// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ivshmem.wire.Message;
import io.annulus.ivshmem.wire.MessageWriter;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.event.Interest;
import io.annulus.posix.event.Readiness;
import io.annulus.posix.memory.SharedMemory;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Listener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The least that clients take for a server: ids, memory, doorbells, and notices of who comes and goes. */
final class SmallServer implements AutoCloseable {
    private static final int STOP = -1;
    private static final int LISTENER = -2;

    private final SharedMemory memory = SharedMemory.sealed("small", 1 << 20);
    private final EventFd stop = EventFd.create();
    private final Epoll epoll = Epoll.create();
    private final Map<Integer, Member> members = new TreeMap<>();
    private final Listener listener;
    private final int vectors;
    private final Thread serving;
    private int nextId;

    private SmallServer(Path path, int vectors) {
        this.vectors = vectors;
        listener = Listener.at(path, 0600);
        epoll.add(stop.descriptor(), Interest.READ, STOP);
        epoll.add(listener.descriptor(), Interest.READ, LISTENER);
        serving = Thread.ofPlatform().unstarted(this::serve);
    }

    static SmallServer at(Path path, int vectors) {
        SmallServer server = new SmallServer(path, vectors);
        server.serving.start();
        return server;
    }

    SharedMemory memory() {
        return memory;
    }

    private void serve() {
        while (true) {
            for (Readiness ready : epoll.await(Duration.ofMinutes(1))) {
                switch ((int) ready.key()) {
                    case STOP -> {
                        return;
                    }
                    case LISTENER -> listener.accept().ifPresent(this::enter);
                    default -> leave((int) ready.key());
                }
            }
        }
    }

    private void enter(Connection connection) {
        int id = nextId++;
        Member member = new Member(
                connection,
                new MessageWriter(connection),
                Stream.generate(EventFd::create).limit(vectors).toList());
        members.values().forEach(other -> other.hearOf(id, member));
        member.say(Message.of(0));
        member.say(Message.of(id));
        member.say(Message.of(-1, memory.descriptor()));
        members.forEach(member::hearOf);
        member.hearOf(id, member);
        members.put(id, member);
        epoll.add(connection.descriptor(), Interest.READ, id);
    }

    private void leave(int id) {
        members.remove(id).close();
        members.values().forEach(other -> other.say(Message.of(id)));
    }

    @Override
    public void close() {
        stop.signal();
        await(serving);
        members.values().forEach(Member::close);
        listener.close();
        epoll.close();
        stop.close();
        memory.close();
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private record Member(Connection connection, MessageWriter writer, List<EventFd> doorbells) {
        void hearOf(int id, Member other) {
            other.doorbells.forEach(event -> say(Message.of(id, event.descriptor())));
        }

        void say(Message message) {
            writer.add(message);
            try {
                writer.flush();
            } catch (AnnulusException e) {
                // It is on its way out, and this is noticed next.
                assertThat(e.reason()).isEqualTo(Reason.CLOSED);
            }
        }

        void close() {
            writer.close();
            connection.close();
            doorbells.forEach(EventFd::close);
        }
    }
}
