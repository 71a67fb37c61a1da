// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.event.Interest;
import io.annulus.posix.memory.SharedMemory;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Listener;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server that says whatever a test wants to one client, in whatever pieces. */
final class FakeServer implements AutoCloseable {
    static final Duration GENEROUS = Duration.ofSeconds(60);
    static final int MEMORY_SIZE = 8192;
    private static final ValueLayout.OfLong NUMBER = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path path;
    private final Listener listener;
    private final Arena arena = Arena.ofShared();
    private final List<Descriptor> owned = new ArrayList<>();
    private final SharedMemory memory = SharedMemory.sealed("fake", MEMORY_SIZE);
    private final EventFd event = EventFd.create();
    private Connection connection;

    FakeServer(Path path) {
        this.path = path;
        this.listener = Listener.at(path, 0600);
    }

    Path path() {
        return path;
    }

    /** What is shared. */
    Descriptor memory() {
        return memory.descriptor();
    }

    /** An eventfd for messages where it does not matter which. */
    Descriptor event() {
        return event.descriptor();
    }

    /** A descriptor that is neither memory nor an eventfd. */
    Descriptor socket() {
        return listener.descriptor();
    }

    /** What is to be closed with this. */
    Descriptor owning(Descriptor descriptor) {
        owned.add(descriptor);
        return descriptor;
    }

    /** Lets the client in that waits or will. */
    FakeServer accept() {
        try (Epoll epoll = Epoll.create()) {
            epoll.add(listener.descriptor(), Interest.READ, 0);
            Optional<Connection> accepted = Optional.empty();
            for (long start = System.nanoTime();
                    accepted.isEmpty() && System.nanoTime() - start < GENEROUS.toNanos();
                    accepted = listener.accept()) {
                epoll.await(GENEROUS);
            }
            hangUp();
            connection = accepted.orElseThrow();
        }
        return this;
    }

    FakeServer say(long value) {
        return sayPart(value, 0, 8, Optional.empty());
    }

    FakeServer say(long value, Descriptor descriptor) {
        return sayPart(value, 0, 8, Optional.of(descriptor));
    }

    /** Version, id and memory. */
    FakeServer greet(int id) {
        return say(0).say(id).say(-1, memory());
    }

    FakeServer doorbells(int id, int count) {
        for (int i = 0; i < count; i++) {
            say(id, event());
        }
        return this;
    }

    /** Bytes of one message. */
    FakeServer sayPart(long value, int from, int to, Optional<Descriptor> descriptor) {
        MemorySegment bytes = arena.allocate(8);
        bytes.set(NUMBER, 0, value);
        assertThat(connection.send(bytes.asSlice(from, to - from), descriptor)).isEqualTo(to - from);
        return this;
    }

    /** Several messages in one piece. */
    FakeServer sayTogether(long... values) {
        MemorySegment bytes = arena.allocate(8L * values.length);
        for (int i = 0; i < values.length; i++) {
            bytes.set(NUMBER, 8L * i, values[i]);
        }
        assertThat(connection.send(bytes, Optional.empty())).isEqualTo(8 * values.length);
        return this;
    }

    /** Says that a peer comes and goes, until the client hangs up. */
    @SuppressWarnings("ThreadPriorityCheck") // The yield is a courtesy; nothing depends on what it does.
    void flood() {
        MemorySegment bytes = arena.allocate(8);
        bytes.set(NUMBER, 0, 99);
        try {
            for (boolean comes = true; ; ) {
                if (connection.send(bytes, comes ? Optional.of(event()) : Optional.empty()) == 0) {
                    Thread.yield();
                } else {
                    comes = !comes;
                }
            }
        } catch (AnnulusException e) {
            assertThat(e.reason()).isEqualTo(Reason.CLOSED);
        }
    }

    void hangUp() {
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public void close() {
        hangUp();
        listener.close();
        memory.close();
        event.close();
        owned.forEach(Descriptor::close);
        arena.close();
    }
}
