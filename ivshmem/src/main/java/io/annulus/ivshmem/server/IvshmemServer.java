// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.error.Quantity;
import io.annulus.error.Reason;
import io.annulus.ivshmem.handover.Estate;
import io.annulus.ivshmem.handover.Premises;
import io.annulus.ivshmem.handover.Taking;
import io.annulus.ivshmem.server.ServerEvent.Kind;
import io.annulus.ivshmem.server.ServerSpec.Afterwards;
import io.annulus.ivshmem.server.ServerStatus.State;
import io.annulus.posix.LockFile;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.memory.Seal;
import io.annulus.posix.memory.SharedMemory;
import io.annulus.posix.socket.Listener;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * An ivshmem server: what QEMU's {@code -device ivshmem-doorbell} connects to, and any other client of protocol version 0.
 *
 * <p>Safe for several threads. When it ends, by {@link #close} or with its process, its clients keep the memory and each
 * other's doorbells, but nobody can join them any more: a virtual machine needs a new device for a new server. Unless another
 * server has taken over before ({@link #takeOver}): then the clients notice nothing.
 *
 * @see <a href="https://www.qemu.org/docs/master/specs/ivshmem-spec.html">QEMU: Device Specification for Inter-VM shared memory
 *     device</a>
 */
public final class IvshmemServer implements AutoCloseable {
    private static final int OWN_PERMISSIONS = 0600;

    private final Path socket;
    private final Terms terms;
    private final Premises premises;
    private final Attendance attendance;
    private final EventLoop loop;
    private final Thread thread;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private IvshmemServer(
            Path socket,
            Terms terms,
            Premises premises,
            Attendance attendance,
            PeerIds ids,
            Tally tally,
            Consumer<ServerEvent> log,
            Deque<AutoCloseable> owned) {
        this.socket = socket;
        this.terms = terms;
        this.premises = premises;
        this.attendance = attendance;
        Epoll epoll = owning(owned, Epoll.create());
        EventFd wake = owning(owned, EventFd.create());
        Membership members = owning(
                owned, new Membership(epoll, terms, premises.memory().descriptor(), ids, tally, attendance, log));
        this.loop = owning(owned, new EventLoop(epoll, wake, premises, terms.vectors(), members, this::statusOf, log));
        this.thread = Thread.ofPlatform().name("ivshmem-server").daemon().unstarted(() -> run(log, owned));
    }

    /**
     * Starts a server.
     *
     * @param spec what it shall be
     * @param log is told what happens, on the server's own thread, which does nothing else meanwhile; it must neither throw nor
     *     close the server
     * @return the server, listening
     * @throws AnnulusException {@link Reason#IN_USE} if another listens there, {@link Reason#NO_SPACE}, {@link
     *     Reason#NO_PERMISSION}, {@link Reason#BAD_SPEC} if the memory is there already and has another size
     */
    public static IvshmemServer start(ServerSpec spec, Consumer<ServerEvent> log) {
        return start(spec, log, new PeerIds());
    }

    static IvshmemServer start(ServerSpec spec, Consumer<ServerEvent> log, PeerIds ids) {
        Terms terms = Terms.of(spec.vectors(), spec.access(), spec.limits());
        Deque<AutoCloseable> owned = new ArrayDeque<>();
        try {
            LockFile lock = SocketPlace.hold(spec.socket());
            owned.push(lock::remove);
            SharedMemory memory = owning(owned, spec.memory().open(spec.memoryBytes()));
            spec.region().ifPresent(plan -> plan.lay(memory));
            Attendance attendance = owning(owned, Attendance.begin(memory, spec.region(), spec.vectors()));
            Listener askers = owning(owned, ownListener(controlSocket(spec.socket())));
            Listener successors = owning(owned, ownListener(Premises.successorOf(spec.socket())));
            Listener clients = owning(
                    owned,
                    SocketPlace.listen(
                            spec.socket(),
                            spec.access().permissions(),
                            spec.access().group()));
            Premises premises = new Premises(memory, spec.memory().toString(), lock, clients, askers, successors);
            IvshmemServer server =
                    new IvshmemServer(spec.socket(), terms, premises, attendance, ids, new Tally(), log, owned);
            if (spec.afterwards() == Afterwards.KEEP) {
                memory.keepName();
            }
            log.accept(ServerEvent.of(Kind.STARTED, server.describe()));
            server.thread.start();
            return server;
        } catch (RuntimeException | Error e) {
            release(owned);
            throw e;
        }
    }

    private static Listener ownListener(Path path) {
        return SocketPlace.listen(path, OWN_PERMISSIONS, Optional.empty());
    }

    /**
     * Takes over from a server, or from a {@link Holder}, of the same user: its memory, its sockets, its clients and what they
     * know. The clients do not notice; the other ends. If this fails, the other goes on as before.
     *
     * @param spec what it shall be
     * @param log as for {@link #start}
     * @return the server, listening where the other did
     * @throws AnnulusException {@link Reason#NOT_FOUND} if there is no other, {@link Reason#BAD_SPEC} if it has something else
     *     than is wanted, {@link Reason#WRONG_VERSION}, {@link Reason#IN_USE} if a client there is being set up and does not read
     */
    public static IvshmemServer takeOver(TakeOverSpec spec, Consumer<ServerEvent> log) {
        Terms.raisedLimit();
        Deque<AutoCloseable> owned = new ArrayDeque<>();
        Estate estate = null;
        try (Taking taking = Taking.from(spec.socket(), spec.wish())) {
            estate = taking.receive();
            owned.push(estate);
            Terms terms = Terms.of(estate.vectors(), spec.access(), spec.limits());
            SharedMemory memory = estate.premises().memory();
            spec.region().ifPresent(plan -> plan.lay(memory));
            Attendance attendance = owning(owned, Attendance.in(memory, spec.region()));
            IvshmemServer server = new IvshmemServer(
                    spec.socket(),
                    terms,
                    estate.premises(),
                    attendance,
                    new PeerIds(estate.nextId()),
                    new Tally(estate.counts()),
                    log,
                    owned);
            server.loop.adopt(estate);
            SocketPlace.permit(
                    spec.socket(), spec.access().permissions(), spec.access().group());
            taking.confirm();
            attendance.take(estate.vectors(), idsOf(estate));
            log.accept(ServerEvent.of(
                    Kind.TAKEN_OVER,
                    server.describe() + ", from pid " + estate.pid() + " with "
                            + Quantity.of(estate.members().size(), "peer")));
            server.thread.start();
            return server;
        } catch (RuntimeException | Error e) {
            if (estate != null) {
                estate.premises().keepNames();
            }
            release(owned);
            throw e;
        }
    }

    private static BitSet idsOf(Estate estate) {
        BitSet ids = new BitSet();
        estate.members().forEach(member -> ids.set(member.id()));
        return ids;
    }

    private static <T extends AutoCloseable> T owning(Deque<AutoCloseable> owned, T one) {
        owned.push(one);
        return one;
    }

    private String describe() {
        return socket + ", " + premises.memory().bytes() + " bytes of " + premises.label() + ", "
                + (seals() ? "sealed" : "not sealed") + ", " + terms.describe() + attendance.note();
    }

    private boolean seals() {
        return premises.memory().seals().contains(Seal.SHRINK);
    }

    private void run(Consumer<ServerEvent> log, Deque<AutoCloseable> owned) {
        try {
            Optional<String> heir = loop.run();
            heir.ifPresent(_ -> attendance.letGo());
            release(owned);
            log.accept(heir.map(who -> ServerEvent.of(Kind.HANDED_OVER, socket + " to " + who))
                    .orElseGet(() -> ServerEvent.of(Kind.STOPPED, socket.toString())));
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            release(owned);
            ended.completeExceptionally(e);
        }
    }

    private static void release(Deque<AutoCloseable> owned) {
        for (AutoCloseable one; (one = owned.poll()) != null; ) {
            try {
                one.close();
            } catch (Exception e) {
                throw new AssertionError("what is released here throws nothing checked", e);
            }
        }
    }

    /**
     * Where it can be asked how it stands: whoever connects there gets {@link ServerStatus#json}.
     *
     * @param socket where a server listens
     * @return the path of its other socket
     */
    public static Path controlSocket(Path socket) {
        return Premises.controlOf(socket);
    }

    /**
     * How much memory it shares.
     *
     * @return bytes, a power of two
     */
    public long memoryBytes() {
        return premises.memory().bytes();
    }

    /**
     * A name under which another process of the same user can open the memory while the server runs: of use for memory that
     * has no other name.
     *
     * @return such as {@code /proc/4711/fd/7}
     */
    public Path memoryPath() {
        return premises.memory().descriptor().pathForOthers();
    }

    /**
     * How it stands.
     *
     * @return a snapshot
     * @throws AnnulusException {@link Reason#CLOSED} if it has ended
     */
    public ServerStatus status() {
        CompletableFuture<ServerStatus> answer = new CompletableFuture<>();
        loop.request(members -> answer.complete(statusOf(members)));
        CompletableFuture.anyOf(answer, ended.exceptionally(_ -> null)).join();
        if (!answer.isDone()) {
            throw new AnnulusException(Reason.CLOSED, "ivshmem server at " + socket + ": has ended", "Start another");
        }
        return answer.join();
    }

    private ServerStatus statusOf(Membership members) {
        Tally tally = members.tally();
        return new ServerStatus(
                ProcessHandle.current().pid(),
                State.SERVING,
                premises.memory().bytes(),
                memoryPath(),
                seals(),
                terms.vectors(),
                terms.mostPeers(),
                tally.of(Kind.JOINED),
                tally.of(Kind.LEFT),
                tally.of(Kind.DROPPED),
                tally.of(Kind.REFUSED),
                members.peers().stream().map(Peer::status).toList());
    }

    /**
     * What it shares.
     *
     * @return such as {@code memfd} or {@code shm:market}
     */
    public String memoryLabel() {
        return premises.label();
    }

    /**
     * How many doorbells each peer has.
     *
     * @return 0 to 64
     */
    public int vectors() {
        return terms.vectors();
    }

    /**
     * Waits until it has ended: by {@link #close}, or since another took over. Throws what ended it, if that was neither of these
     * nor the end of the process.
     */
    public void awaitEnd() {
        ended.join();
    }

    /**
     * Ends it: takes nobody in any more, tells those who are being let in the rest of what they wait for, for five seconds at
     * most, hangs up, and removes its sockets and the file that it made for the memory, unless that is to be kept. A second
     * time does nothing.
     */
    @Override
    public void close() {
        loop.stop();
        ended.handle((_, _) -> null).join();
    }
}
