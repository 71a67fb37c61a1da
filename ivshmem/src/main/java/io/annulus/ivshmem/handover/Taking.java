// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.handover;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ivshmem.wire.Message;
import io.annulus.posix.Descriptor;
import io.annulus.posix.LockFile;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.memory.SharedMemory;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Listener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The side that takes over: nothing is its own until {@link #confirm} has returned. */
public final class Taking implements AutoCloseable {
    /** More than the other side takes for all it does, its clients' last messages included. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path socket;
    private final Line line;

    private Taking(Path socket, Connection connection) {
        this.socket = socket;
        this.line = new Line(connection);
    }

    /**
     * Asks for everything.
     *
     * @param socket where the server listens for clients
     * @param wish what is to be found
     * @return nothing has come yet
     * @throws AnnulusException {@link Reason#NOT_FOUND} if nobody is there who could give anything
     */
    public static Taking from(Path socket, Wish wish) {
        Taking taking = new Taking(socket, connect(Premises.successorOf(socket)));
        try {
            taking.line.within(PATIENCE);
            if (!taking.line.connection().credentials().isOwnUser()) {
                throw Objection.OTHER_USER.because(socket + ": the server there runs as another user");
            }
            wish.write(taking.line.page());
            taking.line.send(List.of());
            return taking;
        } catch (RuntimeException | Error e) {
            taking.close();
            throw e;
        }
    }

    private static Connection connect(Path successors) {
        try {
            return Connection.to(successors);
        } catch (AnnulusException e) {
            if (e.reason() != Reason.NOT_FOUND) {
                throw e;
            }
            throw new AnnulusException(
                    Reason.NOT_FOUND,
                    successors + ": expected a server to take over from, found nobody listening",
                    "Check the path, or start a server anew (with --size and without --take-over)",
                    e);
        }
    }

    /**
     * Receives everything.
     *
     * @return owned by the caller, who lets go of it unless {@link #confirm} succeeds
     * @throws AnnulusException if it is refused, or not what it should be; then nothing stays open here
     */
    public Estate receive() {
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            return receiveEstate(opened);
        } catch (RuntimeException | Error e) {
            opened.forEach(Taking::close);
            throw e;
        }
    }

    private Estate receiveEstate(List<AutoCloseable> opened) {
        List<Descriptor> five = next(Kind.ESTATE, HandOverLayout.ESTATE_DESCRIPTORS);
        opened.addAll(five);
        Page page = line.page();
        requireMark();
        int vectors = page.intAt(HandOverLayout.VECTORS_OFFSET, 0, HandOverLayout.MOST_VECTORS, "vectors");
        int nextId = page.intAt(HandOverLayout.NEXT_ID_OFFSET, 0, Message.HIGHEST_ID, "a next id");
        int peers = page.intAt(HandOverLayout.PEERS_OFFSET, 0, Message.HIGHEST_ID + 1, "a number of peers");
        int flags = page.intAt(HandOverLayout.FLAGS_OFFSET, 0, HandOverLayout.NAME_GOES, "flags");
        long bytes = page.countAt(HandOverLayout.BYTES_OFFSET, "bytes");
        long pid = page.countAt(HandOverLayout.PID_OFFSET, "a pid");
        Counts counts = new Counts(
                page.countAt(HandOverLayout.JOINED_OFFSET, "a count"),
                page.countAt(HandOverLayout.LEFT_OFFSET, "a count"),
                page.countAt(HandOverLayout.DROPPED_OFFSET, "a count"),
                page.countAt(HandOverLayout.REFUSED_OFFSET, "a count"));
        String label = page.text();
        Premises premises = premises(five, label);
        opened.add(premises::letGo);
        if (premises.memory().bytes() != bytes) {
            throw Page.broken(
                    bytes + " bytes of memory", Long.toString(premises.memory().bytes()));
        }
        List<Member> members = new ArrayList<>();
        BitSet ids = new BitSet();
        List<Descriptor> arrived = next();
        for (int i = 0; i < peers; i++) {
            opened.addAll(arrived);
            line.require(Kind.PEER, 1 + vectors, arrived);
            Member member = member(arrived, vectors);
            if (ids.get(member.id())) {
                throw Page.broken("each peer once", "peer " + member.id() + " twice");
            }
            ids.set(member.id());
            arrived = knowledge(member);
            members.add(member);
        }
        opened.addAll(arrived);
        line.require(Kind.END, 0, arrived);
        requireMark();
        if (page.number() != peers) {
            throw Page.broken(peers + " peers", Integer.toString(page.number()));
        }
        if (flags == HandOverLayout.NAME_GOES) {
            premises.memory().takeName();
        }
        return new Estate(premises, vectors, nextId, counts, members, pid);
    }

    private Premises premises(List<Descriptor> five, String label) {
        return new Premises(
                SharedMemory.of(five.get(0)),
                label,
                LockFile.of(five.get(1), Premises.lockOf(socket)),
                Listener.of(five.get(2), socket),
                Listener.of(five.get(3), Premises.controlOf(socket)),
                Listener.of(five.get(4), Premises.successorOf(socket)));
    }

    private Member member(List<Descriptor> arrived, int vectors) {
        Page page = line.page();
        int id = page.intAt(HandOverLayout.NUMBER_OFFSET, 0, Message.HIGHEST_ID, "an id");
        page.intAt(HandOverLayout.PEER_VECTORS_OFFSET, vectors, vectors, "vectors");
        List<EventFd> doorbells =
                arrived.subList(1, arrived.size()).stream().map(EventFd::of).toList();
        return new Member(id, Connection.of(arrived.getFirst()), doorbells, new BitSet());
    }

    /** Reads what a member knows, and what came with the first record that is about something else. */
    private List<Descriptor> knowledge(Member member) {
        List<Descriptor> arrived = next();
        while (line.page().kind().filter(Kind.KNOWS::equals).isPresent() && arrived.isEmpty()) {
            int from = line.page().intAt(HandOverLayout.NUMBER_OFFSET, 0, Message.HIGHEST_ID / Long.SIZE, "a word");
            for (int i = 0; i < HandOverLayout.KNOWN_WORDS; i++) {
                long word = line.page().longAt(HandOverLayout.KNOWN_OFFSET + (long) i * Long.BYTES);
                addTo(member.known(), from + i, word);
            }
            arrived = next();
        }
        if (!member.known().get(member.id()) || member.known().length() > Message.HIGHEST_ID + 1) {
            arrived.forEach(Descriptor::close);
            throw Page.broken("that peer " + member.id() + " knows itself, and ids up to 65535", "otherwise");
        }
        return arrived;
    }

    private static void addTo(BitSet known, int word, long bits) {
        BitSet.valueOf(new long[] {bits}).stream().forEach(bit -> known.set(word * Long.SIZE + bit));
    }

    private void requireMark() {
        if (!line.page().hasMagic()) {
            throw Page.broken("a server of this program", "something else");
        }
    }

    private List<Descriptor> next(Kind kind, int descriptors) {
        List<Descriptor> arrived = next();
        try {
            line.require(kind, descriptors, arrived);
            return arrived;
        } catch (RuntimeException | Error e) {
            arrived.forEach(Descriptor::close);
            throw e;
        }
    }

    private List<Descriptor> next() {
        List<Descriptor> arrived = line.receive();
        Page page = line.page();
        if (page.kind().filter(Kind.REFUSED::equals).isPresent()) {
            arrived.forEach(Descriptor::close);
            requireMark();
            throw Objection.of(page.intAt(HandOverLayout.WHY_OFFSET)).because(socket + ": " + page.text());
        }
        return arrived;
    }

    /**
     * Says that everything is here, and waits for the last word.
     *
     * @throws AnnulusException if it does not come: then everything is still the other's, and what was received must be let go
     */
    public void confirm() {
        line.page().marked(Kind.HAVE, HandOverLayout.VERSION);
        line.send(List.of());
        try {
            next(Kind.YOURS, 0);
        } catch (AnnulusException e) {
            if (e.reason() != Reason.TIMED_OUT) {
                throw e;
            }
            // Either the word is on its way already, and is read now, or it never will be sent.
            line.connection().endReceiving();
            line.within(Duration.ZERO);
            next(Kind.YOURS, 0);
        }
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new AssertionError("what is closed here throws nothing checked", e);
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
