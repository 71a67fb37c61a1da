// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ivshmem.server.ServerEvent.Kind;
import io.annulus.ivshmem.server.ServerSpec.Afterwards;
import io.annulus.posix.DescriptorLimit;
import io.annulus.posix.LockFile;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.memory.Seal;
import io.annulus.posix.memory.SharedMemory;
import io.annulus.posix.socket.Listener;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * An ivshmem server: what QEMU's {@code -device ivshmem-doorbell} connects to, and any other client of protocol version 0.
 *
 * <p>Safe for several threads. When it ends, by {@link #close} or with its process, its clients keep the memory and each
 * other's doorbells, but nobody can join them any more: a virtual machine needs a new device for a new server.
 *
 * @see <a href="https://www.qemu.org/docs/master/specs/ivshmem-spec.html">QEMU: Device Specification for Inter-VM shared memory
 *     device</a>
 */
public final class IvshmemServer implements AutoCloseable {
    /** Descriptors for all but the peers: files, sockets, and what the Java runtime opens. */
    private static final int OTHER_DESCRIPTORS = 128;

    private static final int CONTROL_PERMISSIONS = 0600;

    private final ServerSpec spec;
    private final SharedMemory memory;
    private final int mostPeers;
    private final EventLoop loop;
    private final Thread thread;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private IvshmemServer(ServerSpec spec, Consumer<ServerEvent> log, PeerIds ids, Deque<AutoCloseable> owned) {
        this.spec = spec;
        this.mostPeers = mostPeers(spec);
        LockFile lock = SocketPlace.hold(spec.socket());
        owned.push(lock::remove);
        this.memory = spec.memory().open(spec.memoryBytes());
        owned.push(memory);
        spec.region().ifPresent(plan -> plan.lay(memory));
        Epoll epoll = Epoll.create();
        owned.push(epoll);
        EventFd wake = EventFd.create();
        owned.push(wake);
        Listener askers = SocketPlace.listen(controlOf(spec.socket()), CONTROL_PERMISSIONS, Optional.empty());
        owned.push(askers);
        Listener clients = SocketPlace.listen(
                spec.socket(), spec.access().permissions(), spec.access().group());
        owned.push(clients);
        Membership members = new Membership(epoll, spec, mostPeers, memory.descriptor(), ids, log);
        owned.push(members);
        this.loop = new EventLoop(epoll, wake, clients, askers, members, this::statusOf, log);
        if (spec.afterwards() == Afterwards.KEEP) {
            memory.keepName();
        }
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
        Deque<AutoCloseable> owned = new ArrayDeque<>();
        try {
            IvshmemServer server = new IvshmemServer(spec, log, ids, owned);
            log.accept(ServerEvent.of(Kind.STARTED, server.describe()));
            server.thread.start();
            return server;
        } catch (RuntimeException | Error e) {
            release(owned);
            throw e;
        }
    }

    /** As many as the process can have descriptors for. */
    private static int mostPeers(ServerSpec spec) {
        DescriptorLimit limit = DescriptorLimit.now();
        long descriptors =
                limit.current() < limit.highest() ? limit.set(limit.highest()).current() : limit.current();
        long possible = (descriptors - OTHER_DESCRIPTORS) / (1 + spec.vectors());
        if (possible < 1) {
            throw new AnnulusException(
                    Reason.NO_DESCRIPTORS,
                    "ivshmem server: expected at least " + (OTHER_DESCRIPTORS + 1 + spec.vectors())
                            + " descriptors that this process may have, found " + descriptors,
                    "Raise the limit (ulimit -n, LimitNOFILE= in a systemd unit), or ask for fewer vectors");
        }
        return (int) Math.min(spec.limits().peers(), possible);
    }

    private static Path controlOf(Path socket) {
        return SocketPlace.beside(socket, ".control");
    }

    private String describe() {
        return spec.socket() + ", " + memory.bytes() + " bytes of " + spec.memory() + ", "
                + (seals() ? "sealed" : "not sealed") + ", vectors " + spec.vectors() + ", up to " + mostPeers
                + " peers"
                + (mostPeers < spec.limits().peers()
                        ? " instead of " + spec.limits().peers() + ", since this process may have no more descriptors"
                        : "");
    }

    private boolean seals() {
        return memory.seals().contains(Seal.SHRINK);
    }

    private void run(Consumer<ServerEvent> log, Deque<AutoCloseable> owned) {
        try {
            loop.run();
            release(owned);
            log.accept(ServerEvent.of(Kind.STOPPED, spec.socket().toString()));
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
        return controlOf(socket);
    }

    /**
     * How much memory it shares.
     *
     * @return bytes, a power of two
     */
    public long memoryBytes() {
        return memory.bytes();
    }

    /**
     * A name under which another process of the same user can open the memory while the server runs: of use for memory that
     * has no other name.
     *
     * @return such as {@code /proc/4711/fd/7}
     */
    public Path memoryPath() {
        return memory.descriptor().pathForOthers();
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
            throw new AnnulusException(
                    Reason.CLOSED, "ivshmem server at " + spec.socket() + ": has ended", "Start another");
        }
        return answer.join();
    }

    private ServerStatus statusOf(Membership members) {
        Tally tally = members.tally();
        return new ServerStatus(
                ProcessHandle.current().pid(),
                memory.bytes(),
                seals(),
                spec.vectors(),
                mostPeers,
                tally.of(Kind.JOINED),
                tally.of(Kind.LEFT),
                tally.of(Kind.DROPPED),
                tally.of(Kind.REFUSED),
                members.peers().stream().map(Peer::status).toList());
    }

    /** Waits until it has ended. Throws what ended it, if that was neither {@link #close} nor the end of the process. */
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
