// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.handover;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.Interest;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Received;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A connection on which one record after the other goes, each with its descriptors, and each within a time.
 *
 * <p>The kernel hands descriptors over with the first byte they were sent with. No read asks for more than what is missing of
 * one record, so what comes belongs to that one.
 */
final class Line implements AutoCloseable {
    /** There may be room in the socket, and none for more descriptors on their way, which no wait tells. */
    private static final long NO_ROOM_NANOS = 500_000;

    private final Connection connection;
    private final Arena arena = Arena.ofShared();
    private final Page page = new Page(arena);
    private final Epoll epoll;
    private Interest interest = Interest.READ;
    private long began;
    private Duration patience = Duration.ZERO;

    /** Owns the connection from here on. */
    Line(Connection connection) {
        this.connection = connection;
        Epoll made = null;
        try {
            made = Epoll.create();
            made.add(connection.descriptor(), interest, 0);
            this.epoll = made;
        } catch (RuntimeException | Error e) {
            if (made != null) {
                made.close();
            }
            arena.close();
            connection.close();
            throw e;
        }
    }

    /** From now on, everything has to happen within this time. */
    void within(Duration time) {
        began = System.nanoTime();
        patience = time;
    }

    /** The record to be sent, or that came last. */
    Page page() {
        return page;
    }

    Connection connection() {
        return connection;
    }

    /** Sends the page. */
    void send(List<Descriptor> descriptors) {
        int sent = 0;
        while (sent < HandOverLayout.SIZE) {
            int taken = connection.send(page.bytes().asSlice(sent), sent == 0 ? descriptors : List.of());
            if (taken == 0) {
                await(Interest.READ_AND_WRITE);
                LockSupport.parkNanos(NO_ROOM_NANOS);
            }
            sent += taken;
        }
    }

    /** Receives a page, and what comes with it, which is the caller's to close. */
    List<Descriptor> receive() {
        List<Descriptor> arrived = new ArrayList<>();
        try {
            int have = 0;
            while (have < HandOverLayout.SIZE) {
                Received received = connection.receive(page.bytes().asSlice(have));
                arrived.addAll(received.descriptors());
                if (received.truncated()) {
                    throw new AnnulusException(
                            Reason.NO_DESCRIPTORS,
                            "hand-over: expected descriptors, found none left in this process to receive them",
                            "Raise the limit (ulimit -n, LimitNOFILE= in a systemd unit)");
                }
                if (received.end()) {
                    throw new AnnulusException(
                            Reason.CLOSED,
                            "hand-over: expected another record, found that the other side hung up",
                            "See what the other side says; the one that had everything before has it still, if it lives");
                }
                if (received.bytes() == 0) {
                    await(Interest.READ);
                }
                have += received.bytes();
            }
            return arrived;
        } catch (RuntimeException | Error e) {
            arrived.forEach(Descriptor::close);
            throw e;
        }
    }

    /** Receives a page of which the kind and the number of descriptors are known. */
    List<Descriptor> receive(Kind kind, int descriptors) {
        List<Descriptor> arrived = receive();
        try {
            require(kind, descriptors, arrived);
            return arrived;
        } catch (RuntimeException | Error e) {
            arrived.forEach(Descriptor::close);
            throw e;
        }
    }

    /** Refuses a page that came if it is of another kind, or with another number of descriptors. */
    void require(Kind kind, int descriptors, List<Descriptor> arrived) {
        if (page.kind().filter(kind::equals).isEmpty()) {
            throw Page.broken(
                    "a record " + kind,
                    page.kind().map(Kind::name).orElse("one of kind " + page.intAt(HandOverLayout.KIND_OFFSET)));
        }
        if (arrived.size() != descriptors) {
            throw Page.broken(descriptors + " descriptors with " + kind, Integer.toString(arrived.size()));
        }
    }

    private void await(Interest wanted) {
        Duration left = patience.minusNanos(System.nanoTime() - began);
        if (left.isNegative() || left.isZero()) {
            throw new AnnulusException(
                    Reason.TIMED_OUT,
                    "hand-over: expected the other side to go on within " + patience.toMillis()
                            + " ms, found that it does not",
                    "Look what it is doing; the one that had everything before has it still");
        }
        if (interest != wanted) {
            epoll.change(connection.descriptor(), wanted, 0);
            interest = wanted;
        }
        epoll.await(left);
    }

    @Override
    public void close() {
        epoll.close();
        connection.close();
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
