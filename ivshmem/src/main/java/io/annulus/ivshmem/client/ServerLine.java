// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ivshmem.wire.Message;
import io.annulus.ivshmem.wire.MessageReader;
import io.annulus.posix.Descriptor;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.event.Interest;
import io.annulus.posix.socket.Connection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The connection to a server, and the wait for it and perhaps a doorbell. */
final class ServerLine implements AutoCloseable {
    private static final long PAUSE_NANOS = 1_000_000;

    private final Connection connection;
    private final MessageReader reader;
    private final Epoll epoll;
    private boolean gone;
    private EventFd armed;

    private ServerLine(Connection connection, Epoll epoll) {
        this.connection = connection;
        this.epoll = epoll;
        this.reader = new MessageReader(connection);
    }

    static ServerLine to(Path socket, Deadline deadline) {
        Epoll epoll = Epoll.create();
        Optional<Connection> connection = Optional.empty();
        try {
            connection = connect(socket, deadline);
            epoll.add(connection.orElseThrow().descriptor(), Interest.READ, 0);
            return new ServerLine(connection.orElseThrow(), epoll);
        } catch (RuntimeException | Error e) {
            connection.ifPresent(Connection::close);
            epoll.close();
            throw e;
        }
    }

    private static Optional<Connection> connect(Path socket, Deadline deadline) {
        for (Optional<Connection> made; ; LockSupport.parkNanos(PAUSE_NANOS)) {
            made = Connection.tryTo(socket);
            if (made.isPresent()) {
                return made;
            }
            if (deadline.hasPassed()) {
                throw new AnnulusException(
                        Reason.TIMED_OUT,
                        socket + ": expected to be let in within " + deadline + ", found others waiting for the same",
                        "Look whether the server still runs; wait longer if it is busy");
            }
        }
    }

    /** The next message, if it is there. */
    Optional<Message> next() {
        if (gone) {
            return Optional.empty();
        }
        Optional<Message> message = reader.next();
        if (reader.ended()) {
            hangUp();
        }
        return message;
    }

    /** Ends the connection, from this side or after the other did. */
    void hangUp() {
        gone = true;
        epoll.remove(connection.descriptor());
        connection.close();
    }

    boolean isGone() {
        return gone;
    }

    Descriptor descriptor() {
        return connection.descriptor();
    }

    /** Waits for a message. */
    void await(Duration most) {
        arm(null);
        epoll.await(most);
    }

    /** Waits for a message or a doorbell. */
    void await(EventFd doorbell, Duration most) {
        arm(doorbell);
        epoll.await(most);
    }

    /** One doorbell at most, that waited for: another that nobody takes would end every wait at once. */
    private void arm(EventFd doorbell) {
        if (armed != doorbell) {
            if (armed != null) {
                epoll.remove(armed.descriptor());
            }
            armed = null;
            if (doorbell != null) {
                epoll.add(doorbell.descriptor(), Interest.READ, 1);
            }
            armed = doorbell;
        }
    }

    @Override
    public void close() {
        gone = true;
        reader.close();
        connection.close();
        epoll.close();
    }
}
