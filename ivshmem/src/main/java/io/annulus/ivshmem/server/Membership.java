// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.ivshmem.handover.Member;
import io.annulus.ivshmem.server.ServerEvent.Kind;
import io.annulus.ivshmem.wire.Message;
import io.annulus.ivshmem.wire.Refusal;
import io.annulus.posix.Descriptor;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.event.Interest;
import io.annulus.posix.event.Readiness;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Credentials;
import io.annulus.posix.socket.Received;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The peers, and what each is told of the others. Whatever happens is first put into outboxes; {@link #settle} empties them as
 * far as the clients read, and only there a peer goes: no peer disappears while others are told of something.
 */
final class Membership implements AutoCloseable {
    /** The kernel may have no room for more descriptors on their way, though a socket has: then it is asked again. */
    private static final Duration NO_ROOM_ON_THE_WAY = Duration.ofMillis(20);

    private final Epoll epoll;
    private final Consumer<ServerEvent> log;
    private final PeerIds ids;
    private final Admission admission;
    private final Message memory;
    private final int vectors;
    private final Limits limits;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment oneByte = arena.allocate(1);
    private final Map<Long, Peer> peers = new LinkedHashMap<>();
    private final Set<Peer> touched = new LinkedHashSet<>();
    private final Set<Peer> invited = new HashSet<>();
    private final Set<Peer> resting = new LinkedHashSet<>();
    private final Queue<Departure> departures = new ArrayDeque<>();
    private final Tally tally;
    private final Attendance attendance;

    private record Departure(Peer peer, Kind kind, String why) {}

    Membership(
            Epoll epoll,
            Terms terms,
            Descriptor memory,
            PeerIds ids,
            Tally tally,
            Attendance attendance,
            Consumer<ServerEvent> log) {
        this.epoll = epoll;
        this.log = log;
        this.ids = ids;
        this.tally = tally;
        this.attendance = attendance;
        this.admission =
                new Admission(terms.access(), terms.mostPeers(), terms.limits().peersOfOneUser());
        this.memory = Message.of(Message.SHARED_MEMORY, memory);
        this.vectors = terms.vectors();
        this.limits = terms.limits();
    }

    /** Goes on with one that another server has let in. */
    void adopt(Member member, long key) {
        Peer peer = Peer.adopted(key, member, ids);
        peers.put(key, peer);
        epoll.add(member.connection().descriptor(), Interest.READ, key);
    }

    /** Lets somebody in, or says why not. Everything that can be wanting is there before the first word is said. */
    void admit(Connection connection, long key) {
        Credentials client = connection.credentials();
        var refusal = admission.judge(client, peers.values());
        if (refusal.isPresent()) {
            refuse(connection, client, refusal.get());
            return;
        }
        List<EventFd> doorbells = new ArrayList<>();
        try {
            for (int i = 0; i < vectors; i++) {
                doorbells.add(EventFd.create());
            }
            epoll.add(connection.descriptor(), Interest.READ, key);
        } catch (AnnulusException e) {
            doorbells.forEach(EventFd::close);
            refuse(connection, client, Refusal.NO_DESCRIPTORS);
            return;
        }
        OptionalInt id = ids.take();
        if (id.isEmpty()) {
            doorbells.forEach(EventFd::close);
            refuse(connection, client, Refusal.NO_ID);
            return;
        }
        Peer peer = new Peer(key, id.getAsInt(), connection, client, doorbells, ids);
        peer.welcome(memory, peers.values().stream().filter(Peer::isAnnounced).toList());
        peers.put(key, peer);
        tally.count(Kind.JOINED);
        log.accept(ServerEvent.of(Kind.JOINED, peer, vectors + (vectors == 1 ? " vector" : " vectors")));
        touched.add(peer);
        settle();
    }

    /** Tells somebody that it is not let in, in the way that QEMU understands. */
    void refuse(Connection connection, Credentials client, Refusal refusal) {
        tally.count(Kind.REFUSED);
        log.accept(ServerEvent.of(Kind.REFUSED, client, refusal.because() + " (version " + refusal.version() + ")"));
        FarewellWord.say(connection, refusal.version());
    }

    /** Something happened at a client's connection. */
    void attend(Readiness ready) {
        Peer peer = peers.get(ready.key());
        if (peer == null) {
            return; // It went earlier in the same turn.
        }
        if (ready.readable() || ready.hungUp()) {
            hear(peer, ready.hungUp());
        }
        if (ready.writable()) {
            invited.add(peer);
            touched.add(peer);
        }
    }

    /** The protocol goes one way: a client says nothing, and its end is all there is to hear. */
    private void hear(Peer peer, boolean hungUp) {
        Received received;
        try {
            received = peer.connection().receive(oneByte);
        } catch (AnnulusException e) {
            departures.add(new Departure(peer, Kind.LEFT, e.getMessage()));
            return;
        }
        received.descriptors().forEach(Descriptor::close);
        if (received.bytes() > 0) {
            departures.add(new Departure(peer, Kind.DROPPED, "it sent something, which no client does"));
        } else if (received.end() || hungUp) {
            departures.add(new Departure(peer, Kind.LEFT, "it hung up"));
        }
    }

    /** Sends what there is room for, and sees off who is gone, until there is nothing to do. */
    void settle() {
        while (!touched.isEmpty() || !departures.isEmpty()) {
            for (Departure departure; (departure = departures.poll()) != null; ) {
                depart(departure);
            }
            List<Peer> now = List.copyOf(touched);
            touched.clear();
            now.forEach(this::flush);
            invited.clear();
        }
    }

    private void flush(Peer peer) {
        if (!peers.containsKey(peer.key())) {
            return;
        }
        boolean waits;
        long before = peer.sent();
        try {
            waits = peer.flush();
        } catch (AnnulusException e) {
            departures.add(new Departure(peer, Kind.LEFT, "it hung up before it had read everything"));
            return;
        }
        if (!peer.isAnnounced() && peer.isGreeted()) {
            peer.setAnnounced();
            attendance.enter(peer.id());
            tellOthers(peer, other -> other.hearOf(peer));
        }
        boolean stuck = waits && invited.contains(peer) && peer.sent() == before;
        if (stuck) {
            resting.add(peer);
        }
        waitForRoom(peer, waits && !stuck);
        if (peer.isSetUp() && peer.queued() > limits.waitingMessages()) {
            departures.add(new Departure(
                    peer,
                    Kind.DROPPED,
                    "it did not read: " + peer.queued() + " messages waited, of " + limits.waitingMessages()
                            + " that may"));
        }
    }

    private void waitForRoom(Peer peer, boolean waits) {
        if (waits != peer.isWriting()) {
            epoll.change(peer.connection().descriptor(), waits ? Interest.READ_AND_WRITE : Interest.READ, peer.key());
            peer.setWriting(waits);
        }
    }

    private void tellOthers(Peer about, Consumer<Peer> message) {
        for (Peer other : peers.values()) {
            if (!other.equals(about)) {
                message.accept(other);
                touched.add(other);
            }
        }
    }

    private void depart(Departure departure) {
        Peer peer = departure.peer();
        if (peers.remove(peer.key()) == null) {
            return;
        }
        tally.count(departure.kind());
        resting.remove(peer);
        log.accept(ServerEvent.of(departure.kind(), peer, departure.why()));
        if (peer.isAnnounced()) {
            attendance.leave(peer.id());
            tellOthers(peer, other -> other.hearNoMoreOf(peer));
        }
        epoll.remove(
                peer.connection().descriptor()); // Another process may have the socket, too: closing is not enough.
        peer.close();
    }

    /** What is due because time has passed. */
    void tick(long now) {
        touched.addAll(resting);
        resting.clear();
        for (Peer peer : peers.values()) {
            if (peer.isSetUp() && peer.stalledNanos(now) > limits.patience().toNanos()) {
                departures.add(new Departure(
                        peer,
                        Kind.DROPPED,
                        "it did not read: " + peer.queued() + " messages waited, and it read none for "
                                + limits.patience().toMillis() + " ms"));
            }
        }
        settle();
    }

    /** How soon {@link #tick} is due. */
    Duration pause(Duration atMost) {
        return resting.isEmpty() || atMost.compareTo(NO_ROOM_ON_THE_WAY) < 0 ? atMost : NO_ROOM_ON_THE_WAY;
    }

    /** Whether some client has not been told all that it waits for before it begins. */
    boolean isSettingUp() {
        return peers.values().stream().anyMatch(peer -> !peer.isSetUp());
    }

    /** Somebody who is being set up, if there is one. */
    Optional<Peer> settingUp() {
        return peers.values().stream().filter(peer -> !peer.isSetUp()).findFirst();
    }

    /** Whether everybody was told everything so far. */
    boolean isIdle() {
        return departures.isEmpty() && peers.values().stream().allMatch(peer -> peer.queued() == 0);
    }

    /** Hangs up on those who have something to read, of those who are set up. */
    void dropWaiting(String why) {
        peers.values().stream()
                .filter(peer -> peer.isSetUp() && peer.queued() > 0)
                .forEach(peer -> departures.add(new Departure(peer, Kind.DROPPED, why)));
        settle();
    }

    /** Everybody, for another server to go on with. */
    List<Member> members() {
        return peers.values().stream().map(Peer::member).toList();
    }

    /** The id that the search for the next begins with. */
    int nextId() {
        return ids.next();
    }

    Collection<Peer> peers() {
        return peers.values();
    }

    Tally tally() {
        return tally;
    }

    /** Hangs up on everyone, without a word: they keep what they hold, and each other. */
    @Override
    public void close() {
        peers.values().forEach(Peer::close);
        peers.clear();
        arena.close();
    }
}
