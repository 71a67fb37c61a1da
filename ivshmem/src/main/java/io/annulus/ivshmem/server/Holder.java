// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.error.Quantity;
import io.annulus.ivshmem.handover.Estate;
import io.annulus.ivshmem.handover.Giving;
import io.annulus.ivshmem.handover.Member;
import io.annulus.ivshmem.handover.Purpose;
import io.annulus.ivshmem.handover.Taking;
import io.annulus.ivshmem.handover.Wish;
import io.annulus.ivshmem.server.ServerEvent.Kind;
import io.annulus.ivshmem.server.ServerStatus.PeerStatus;
import io.annulus.ivshmem.server.ServerStatus.State;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.event.Interest;
import io.annulus.posix.event.Readiness;
import io.annulus.posix.memory.Seal;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Credentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Keeps what a server had, and serves nobody, until the next server takes it over. So a server can be stopped, and another
 * program started in its place.
 *
 * <p>Who connects meanwhile waits: the socket listens, and nobody accepts. QEMU then waits in the making of its device, and goes
 * on when the next server lets it in; refused, it would end. Who goes meanwhile is found to have gone by the next server.
 */
public final class Holder implements AutoCloseable {
    private static final long WAKE = 0;
    private static final long ASKERS = 1;
    private static final long SUCCESSORS = 2;
    private static final Duration TICK = Duration.ofMillis(500);

    private final Path socket;
    private final Estate estate;
    private final Consumer<ServerEvent> log;
    private final Epoll epoll = Epoll.create();
    private final EventFd wake = EventFd.create();
    private final ControlPoint control = new ControlPoint(epoll);
    private final Succession succession = new Succession(epoll);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private Doorway askers;
    private Doorway successors;
    private Optional<Connection> successor = Optional.empty();
    private volatile boolean stopping;
    private boolean over;
    private long nextKey = SUCCESSORS + 1;

    private Holder(Path socket, Estate estate, Consumer<ServerEvent> log) {
        this.socket = socket;
        this.estate = estate;
        this.log = log;
    }

    /**
     * Takes everything over from a server of the same user, which ends, or from another holder.
     *
     * @param socket where it listens
     * @param log is told what happens, on the holder's own thread
     * @return keeps everything
     * @throws AnnulusException as {@link IvshmemServer#takeOver} throws it: then the other goes on as before
     */
    public static Holder take(Path socket, Consumer<ServerEvent> log) {
        Terms.raisedLimit();
        Estate estate = null;
        Holder holder = null;
        try (Taking taking = Taking.from(socket, Wish.anything(Purpose.HOLD))) {
            estate = taking.receive();
            holder = new Holder(socket, estate, log);
            holder.open();
            taking.confirm();
        } catch (RuntimeException | Error e) {
            if (holder != null) {
                holder.release();
            }
            if (estate != null) {
                estate.letGo();
            }
            throw e;
        }
        log.accept(ServerEvent.of(
                Kind.TAKEN_OVER,
                socket + ", from pid " + estate.pid() + ": holding "
                        + estate.premises().memory().bytes() + " bytes of "
                        + estate.premises().label() + " and "
                        + Quantity.of(estate.members().size(), "peer")
                        + "; those who connect wait for the next server"));
        Thread.ofPlatform().name("ivshmem-holder").daemon().start(holder::run);
        return holder;
    }

    private void open() {
        epoll.add(wake.descriptor(), Interest.READ, WAKE);
        askers = new Doorway(estate.premises().askers(), epoll, ASKERS);
        successors = new Doorway(estate.premises().successors(), epoll, SUCCESSORS);
    }

    private void run() {
        try {
            Optional<String> heir = Optional.empty();
            while (!stopping && heir.isEmpty()) {
                turn();
                heir = successor.flatMap(this::handOver);
                successor = Optional.empty();
            }
            heir.ifPresent(_ -> estate.premises().keepNames());
            release();
            estate.close();
            log.accept(heir.map(who -> ServerEvent.of(Kind.HANDED_OVER, socket + " to " + who))
                    .orElseGet(() -> ServerEvent.of(Kind.STOPPED, socket.toString())));
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            release();
            estate.close();
            ended.completeExceptionally(e);
        }
    }

    private void turn() {
        for (Readiness ready : epoll.await(askers.pause(successors.pause(TICK)))) {
            try {
                attend(ready);
            } catch (AnnulusException e) {
                tell(e);
            }
        }
        long now = System.nanoTime();
        askers.tick(now);
        successors.tick(now);
    }

    private void attend(Readiness ready) {
        if (ready.key() == WAKE) {
            wake.take();
        } else if (ready.key() == ASKERS) {
            askers.take(asker -> control.answer(asker, nextKey++, status()), Connection::close, this::tell);
        } else if (ready.key() == SUCCESSORS) {
            successors.take(heir -> succession.welcome(heir, nextKey++), Connection::close, this::tell);
        } else {
            if (successor.isEmpty()) {
                successor = succession.attend(ready);
            }
            control.attend(ready);
        }
    }

    private Optional<String> handOver(Connection to) {
        try (Giving giving = Giving.to(to)) {
            giving.hear(estate.premises(), estate.vectors());
            String heir = giving.describe();
            giving.give(new Estate(
                    estate.premises(),
                    estate.vectors(),
                    estate.nextId(),
                    estate.counts(),
                    estate.members(),
                    ProcessHandle.current().pid()));
            return Optional.of(heir);
        } catch (AnnulusException e) {
            tell(e);
            return Optional.empty();
        }
    }

    private void tell(AnnulusException trouble) {
        log.accept(ServerEvent.of(Kind.TROUBLE, trouble.getMessage()));
    }

    private ServerStatus status() {
        return new ServerStatus(
                ProcessHandle.current().pid(),
                State.HOLDING,
                estate.premises().memory().bytes(),
                estate.premises().memory().descriptor().pathForOthers(),
                estate.premises().memory().seals().contains(Seal.SHRINK),
                estate.vectors(),
                0,
                estate.counts().joined(),
                estate.counts().left(),
                estate.counts().dropped(),
                estate.counts().refused(),
                estate.members().stream().map(Holder::statusOf).toList());
    }

    private static PeerStatus statusOf(Member member) {
        Credentials who = member.connection().credentials();
        return new PeerStatus(
                member.id(), who.pid(), who.uid(), member.doorbells().size(), 0);
    }

    private synchronized void release() {
        over = true;
        if (askers != null) {
            askers.close();
        }
        if (successors != null) {
            successors.close();
        }
        control.close();
        succession.close();
        successor.ifPresent(Connection::close);
        wake.close();
        epoll.close();
    }

    private synchronized void stop() {
        stopping = true;
        if (!over) {
            wake.signal();
        }
    }

    /** Waits until it has ended: by {@link #close}, or since a server took everything over. */
    public void awaitEnd() {
        ended.join();
    }

    /** Ends it: hangs up on the clients, which keep the memory and each other, and removes what a server would remove. */
    @Override
    public void close() {
        stop();
        ended.handle((_, _) -> null).join();
    }
}
