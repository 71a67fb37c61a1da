// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

import io.annulus.error.AnnulusException;
import io.annulus.error.Quantity;
import io.annulus.error.Reason;
import io.annulus.ivshmem.doorbell.Doorbells;
import io.annulus.ivshmem.wire.Message;
import io.annulus.posix.Descriptor;
import io.annulus.posix.DescriptorLimit;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.memory.MappedRegion;
import io.annulus.posix.memory.Seal;
import io.annulus.posix.memory.SharedMemory;
import io.annulus.region.Region;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A program at an ivshmem server: one of its peers, as each virtual machine there is one.
 *
 * <pre>{@code
 * try (IvshmemClient client = IvshmemClient.join(Path.of("/tmp/ivshmem_socket"), JoinSpec.usual());
 *         Region region = client.attach()) {
 *     ...                                                     // write what the machine shall read
 *     client.ring(3, 0, Duration.ofSeconds(1));               // interrupt machine 3 on its vector 0
 *     long rings = client.await(0, Duration.ofSeconds(10));   // and wait until somebody interrupts us
 * }
 * }</pre>
 *
 * <p><b>Threads.</b> A client is one thread's at a time, and has none of its own. What the server sends is read within its
 * methods, by whoever calls them, and nothing changes between two calls. A program that calls none for long is one that does
 * not read, and servers send such away; {@link #update} is enough. For other threads there is {@link #doorbell}: what it
 * returns is theirs, to ring or to wait for. Waits hold their thread, a virtual one's carrier too, and an interrupt does not
 * end them: their deadline does.
 *
 * <p><b>The server.</b> When it goes away, a client carries on with what it holds: memory, known peers, doorbells ({@link
 * #isServerGone}). A server that breaks the protocol is left in the same way; the method that noticed it throws, having done
 * nothing.
 *
 * <p><b>Doorbells.</b> Several rings before a wait are one wake-up, and nobody can tell who rang: they say "look at the
 * memory". Everything written before a ring is visible to whom it wakes.
 */
public final class IvshmemClient implements Doorbells {
    /** So that a server that sends without end does not keep a method from coming back. */
    private static final int MOST_AT_ONCE = 1024;

    private final Path socket;
    private final JoinSpec spec;
    private final ServerLine line;
    private final Session session;
    private final Holdings holdings;

    private IvshmemClient(Path socket, JoinSpec spec, Session session, ServerLine line) {
        this.socket = socket;
        this.spec = spec;
        this.session = session;
        this.line = line;
        this.holdings = new Holdings(session, spec.seals());
    }

    /**
     * Joins a server.
     *
     * @param socket where it listens
     * @param spec what is expected of it
     * @return one of its peers
     * @throws AnnulusException {@link Reason#NOT_FOUND} if nobody listens there, {@link Reason#NO_PERMISSION}, {@link
     *     Reason#BAD_MESSAGE} if it is no ivshmem server, breaks the protocol or exceeds the limits, {@link Reason#CLOSED} if it
     *     hangs up meanwhile, {@link Reason#TIMED_OUT}, {@link Reason#READ_ONLY} if the memory cannot be written, {@link
     *     Reason#UNSUPPORTED_MODE} if it lacks the seals, {@link Reason#NO_DESCRIPTORS}; nothing stays open
     */
    public static IvshmemClient join(Path socket, JoinSpec spec) {
        Deadline deadline = Deadline.after(spec.patience());
        int fair = (int) Math.min(spec.mostDescriptors(), DescriptorLimit.now().current() / 2);
        Session session = new Session(socket.toString(), spec.mostVectors(), fair);
        IvshmemClient client = new IvshmemClient(socket, spec, session, ServerLine.to(socket, deadline));
        try {
            client.setUp(deadline);
            return client;
        } catch (RuntimeException | Error e) {
            client.close();
            throw e;
        }
    }

    private void setUp(Deadline deadline) {
        if (until(() -> holdings.memory() != null && vectors() >= spec.vectors().orElse(0), deadline)) {
            return;
        }
        String expected = socket + ": expected " + session.expectation() + ", found ";
        if (line.isGone()) {
            throw new AnnulusException(
                    Reason.CLOSED, expected + "that the server hung up", "See the server's log for its reason");
        }
        throw new AnnulusException(
                Reason.TIMED_OUT,
                expected + "nothing more within " + deadline,
                holdings.memory() == null
                        ? "Look whether what listens there is an ivshmem server, and still runs"
                        : "Ask for as many vectors as the server gives each peer");
    }

    /**
     * This client's own id, by which others ring it.
     *
     * @return 0 to 65535
     */
    @Override
    public int id() {
        return session.ownId();
    }

    /**
     * The memory that is shared. Map it with {@link SharedMemory#map}; a mapping outlives this client.
     *
     * @return owned by this
     */
    public SharedMemory memory() {
        return holdings.memory();
    }

    /**
     * Whether nobody can make the memory shorter any more. If somebody can, and does, whoever has it mapped crashes: use such
     * memory only if you trust everybody at that server.
     *
     * @return true for memory with {@link Seal#SHRINK}
     */
    public boolean isSealed() {
        return memory().seals().contains(Seal.SHRINK);
    }

    /**
     * Opens the region in the memory, with a mapping of its own that outlives this client.
     *
     * @return the region
     * @throws AnnulusException {@link Reason#NOT_A_REGION} if there is none
     */
    public Region attach() {
        return MappedRegion.attach(memory());
    }

    /**
     * How many vectors of its own this client has so far. Reads what the server has sent.
     *
     * @return all that the server gives if {@link JoinSpec#vectors} was right, at least
     * @throws AnnulusException as {@link #update}
     */
    @Override
    public int vectors() {
        update();
        return holdings.vectorsOf(id());
    }

    /**
     * Who else is there, as far as it was told. All who were there before are known when {@link #awaitPeers} says so.
     *
     * @return a snapshot, ordered by id
     */
    public List<Peer> peers() {
        return holdings.peers();
    }

    /**
     * Waits until all who were there before this client are known, with all their vectors. A server tells of them before it
     * sends the first own doorbell.
     *
     * @param patience how long
     * @return false if time was over, or the server gone, before; always, with a server whose peers have no vectors, unless
     *     {@link JoinSpec#vectors} says so
     */
    public boolean awaitPeers(Duration patience) {
        // With the number of vectors known, joining has ended after the last of them.
        return until(() -> vectors() > 0 || spec.vectors().isPresent(), Deadline.after(patience));
    }

    /**
     * Reads what the server has sent until now (1024 messages at most), without waiting.
     *
     * @throws AnnulusException {@link Reason#BAD_MESSAGE} or {@link Reason#NO_DESCRIPTORS}, once: from then on the server is
     *     gone
     */
    public void update() {
        try {
            for (int i = 0; i < MOST_AT_ONCE; i++) {
                Optional<Message> message = line.next();
                if (message.isEmpty()) {
                    return;
                }
                holdings.accept(message.get());
            }
        } catch (AnnulusException e) {
            line.hangUp();
            throw e;
        }
    }

    /**
     * Waits for somebody to come or to go. Whoever does both before anybody looks is not mentioned.
     *
     * @param patience how long
     * @return the next change, in their order; empty if there is none in time, or the server is gone
     * @throws AnnulusException as {@link #update}
     */
    public Optional<PeerChange> nextChange(Duration patience) {
        until(() -> !holdings.changes().isEmpty(), Deadline.after(patience));
        return holdings.changes().next();
    }

    /**
     * Interrupts a peer. Waits for it to be there, with this vector, if need be; not for the interrupt to be heeded.
     *
     * @param peer its id; this client's own will do
     * @param vector 0 or more
     * @param patience how long to wait for peer and vector
     * @throws AnnulusException {@link Reason#NOT_FOUND} if they did not come in time; otherwise as {@link #update}
     */
    public void ring(int peer, int vector, Duration patience) {
        find(peer, vector, Deadline.after(patience)).signal();
    }

    /** As {@link #ring(int, int, Duration)} without patience; a peer that is not known yet is not rung. */
    @Override
    public void ring(int peer, int vector) {
        update();
        holdings.doorbell(peer, vector).ifPresent(EventFd::signal);
    }

    /**
     * A doorbell of a peer, to ring from any thread, or one of this client's own, to wait for with an {@code Epoll}.
     *
     * @param peer its id; {@link #id} for one of its own
     * @param vector 0 or more
     * @param patience how long to wait for peer and vector
     * @return owned by the caller, who may ring it even when the peer has gone; without effect then
     * @throws AnnulusException {@link Reason#NOT_FOUND} if they did not come in time; otherwise as {@link #update}
     */
    public EventFd doorbell(int peer, int vector, Duration patience) {
        return EventFd.of(
                find(peer, vector, Deadline.after(patience)).descriptor().duplicate());
    }

    /**
     * Waits to be interrupted.
     *
     * @param vector of this client's own
     * @param patience how long to wait for it to be there, and to be rung
     * @return how often it was rung since the last wait; 0 if time was over before
     * @throws AnnulusException {@link Reason#NOT_FOUND} if there is no such vector in time; otherwise as {@link #update}
     */
    @Override
    public long await(int vector, Duration patience) {
        Deadline deadline = Deadline.after(patience);
        EventFd doorbell = find(id(), vector, deadline);
        while (true) {
            update();
            boolean last = deadline.hasPassed();
            long rings = doorbell.take();
            if (rings > 0 || last) {
                return rings;
            }
            line.await(doorbell, deadline.left());
        }
    }

    private EventFd find(int peer, int vector, Deadline deadline) {
        if (vector < 0) {
            throw new IndexOutOfBoundsException("vector " + vector);
        }
        boolean complete = peer == id() && spec.vectors().isPresent();
        until(() -> complete || vector < holdings.vectorsOf(peer), deadline);
        return holdings.doorbell(peer, vector).orElseThrow(() -> missing(peer, vector));
    }

    private AnnulusException missing(int peer, int vector) {
        int vectors = holdings.vectorsOf(peer);
        String found = vectors > 0 || peer == id()
                ? Quantity.of(vectors, "vector") + " of it"
                : "peers " + peers().stream().map(Peer::id).toList();
        return new AnnulusException(
                Reason.NOT_FOUND,
                socket + ": expected peer " + peer + " with a vector " + vector + ", found " + found
                        + (line.isGone() ? "; the server is gone" : ""),
                "Check the number; vectors are numbered from 0");
    }

    /** Reads what the server sends until something is so: false if time is over or the server gone before. */
    private boolean until(BooleanSupplier isSo, Deadline deadline) {
        while (true) {
            boolean last = deadline.hasPassed();
            update();
            if (isSo.getAsBoolean()) {
                return true;
            }
            if (last || line.isGone()) {
                return false;
            }
            line.await(deadline.left());
        }
    }

    /**
     * Whether the server is gone, as far as was noticed: nobody will be told to have come or left any more.
     *
     * @return true after it hung up, or broke the protocol
     */
    public boolean isServerGone() {
        return line.isGone();
    }

    /**
     * The connection, to wait for with an {@code Epoll}: when there is something to read, {@link #update} reads it.
     *
     * @return owned by this, and closed when the server is gone
     */
    public Descriptor descriptor() {
        return line.descriptor();
    }

    /** Leaves: the server tells the others. */
    @Override
    public void close() {
        line.close();
        holdings.close();
    }
}
