// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.ivshmem.handover.Member;
import io.annulus.ivshmem.wire.Message;
import io.annulus.ivshmem.wire.MessageWriter;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Credentials;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A client that was let in: its doorbells, what it knows of the others, and what it has yet to be told. */
final class Peer implements AutoCloseable {
    private final long key;
    private final int id;
    private final Connection connection;
    private final Credentials credentials;
    private final List<EventFd> doorbells;
    private final List<Message> coming = new ArrayList<>();
    private final MessageWriter outbox;
    private final PeerIds ids;
    private final BitSet known = new BitSet();
    private Message greeting;
    private Message last;
    private boolean announced;
    private boolean setUp;
    private boolean writing;
    private long sent;
    private long movedAt = System.nanoTime();

    /** Owns the connection and the doorbells from here on. */
    Peer(long key, int id, Connection connection, Credentials credentials, List<EventFd> doorbells, PeerIds ids) {
        this.key = key;
        this.id = id;
        this.connection = connection;
        this.credentials = credentials;
        this.doorbells = doorbells;
        this.ids = ids;
        this.outbox = new MessageWriter(connection);
        doorbells.forEach(doorbell -> coming.add(Message.of(id, doorbell.descriptor())));
        learn(id);
    }

    /** One that another server set up, and told all there was to tell. */
    static Peer adopted(long key, Member member, PeerIds ids) {
        Peer peer = new Peer(
                key, member.id(), member.connection(), member.connection().credentials(), member.doorbells(), ids);
        member.known().stream().forEach(peer::learn);
        peer.setUp = true;
        peer.announced = true;
        return peer;
    }

    /** For another server to adopt; nothing waits. */
    Member member() {
        return new Member(id, connection, doorbells, (BitSet) known.clone());
    }

    /** All it needs to begin: in one go, before anything else. */
    void welcome(Message memory, List<Peer> others) {
        outbox.add(Message.of(Message.VERSION));
        outbox.add(Message.of(id));
        outbox.add(memory);
        others.forEach(this::hearOf);
        coming.forEach(outbox::add);
        greeting = memory;
        last = coming.isEmpty() ? memory : coming.getLast();
    }

    /** That another has come. Where there are no doorbells there is nothing to say. */
    void hearOf(Peer other) {
        if (!other.coming.isEmpty()) {
            other.coming.forEach(outbox::add);
            learn(other.id);
        }
    }

    /** That another has gone: or nothing, if it was told nothing of it yet. */
    void hearNoMoreOf(Peer other) {
        if (!known.get(other.id)) {
            return;
        }
        if (outbox.withdraw(other.coming) == other.coming.size()) {
            known.clear(other.id);
            ids.forgotten(other.id);
        } else {
            outbox.add(Message.of(other.id));
        }
    }

    private void learn(int other) {
        if (!known.get(other)) {
            known.set(other);
            ids.learned(other);
        }
    }

    /**
     * Sends what there is room for.
     *
     * @return whether anything waits still
     * @throws AnnulusException if the client is gone
     */
    boolean flush() {
        boolean waits = !outbox.flush();
        if (!waits || outbox.sent() > sent) {
            movedAt = System.nanoTime();
        }
        sent = outbox.sent();
        setUp = setUp || !waits || !outbox.isWaiting(last);
        return waits;
    }

    /** Whether it has its id and the memory, so that others may hear of it. */
    boolean isGreeted() {
        return setUp || !outbox.isWaiting(greeting);
    }

    /** Whether it was told everything that it waits for before it begins. */
    boolean isSetUp() {
        return setUp;
    }

    /** How long messages have waited without one being sent, in nanoseconds. */
    long stalledNanos(long now) {
        return outbox.waiting() == 0 ? 0 : now - movedAt;
    }

    long sent() {
        return sent;
    }

    int queued() {
        return outbox.waiting();
    }

    boolean isAnnounced() {
        return announced;
    }

    void setAnnounced() {
        announced = true;
    }

    /** Whether the loop waits for room to write to it. */
    boolean isWriting() {
        return writing;
    }

    void setWriting(boolean waits) {
        writing = waits;
    }

    long key() {
        return key;
    }

    int id() {
        return id;
    }

    Connection connection() {
        return connection;
    }

    Credentials credentials() {
        return credentials;
    }

    ServerStatus.PeerStatus status() {
        return new ServerStatus.PeerStatus(
                id, credentials.pid(), credentials.uid(), doorbells.size(), outbox.waiting());
    }

    @Override
    public void close() {
        outbox.close();
        connection.close();
        doorbells.forEach(EventFd::close);
        known.stream().forEach(ids::forgotten);
        known.clear();
    }
}
