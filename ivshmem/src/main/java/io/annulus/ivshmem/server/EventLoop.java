// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.ivshmem.handover.Estate;
import io.annulus.ivshmem.handover.Giving;
import io.annulus.ivshmem.handover.Objection;
import io.annulus.ivshmem.handover.Premises;
import io.annulus.ivshmem.server.ServerEvent.Kind;
import io.annulus.ivshmem.wire.Refusal;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.event.Interest;
import io.annulus.posix.event.Readiness;
import io.annulus.posix.socket.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** The server's one thread: waits for whatever happens first, and does what follows from it. */
final class EventLoop implements AutoCloseable {
    private static final long WAKE = 0;
    private static final long CLIENTS = 1;
    private static final long ASKERS = 2;
    private static final long SUCCESSORS = 3;
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration LAST_MESSAGES = Duration.ofSeconds(5);

    private final Epoll epoll;
    private final EventFd wake;
    private final Premises premises;
    private final int vectors;
    private final Doorway clients;
    private final Doorway askers;
    private final Doorway successors;
    private final Membership members;
    private final ControlPoint control;
    private final Succession succession;
    private final Function<Membership, ServerStatus> status;
    private final Consumer<ServerEvent> log;
    private final Queue<Consumer<Membership>> requests = new ConcurrentLinkedQueue<>();
    private Optional<Connection> successor = Optional.empty();
    private volatile boolean stopping;
    private boolean over;
    private long nextKey = SUCCESSORS + 1;

    /** Closes the listeners at its end; the rest stays its owner's. */
    EventLoop(
            Epoll epoll,
            EventFd wake,
            Premises premises,
            int vectors,
            Membership members,
            Function<Membership, ServerStatus> status,
            Consumer<ServerEvent> log) {
        this.epoll = epoll;
        this.wake = wake;
        this.premises = premises;
        this.vectors = vectors;
        this.members = members;
        this.status = status;
        this.log = log;
        this.control = new ControlPoint(epoll);
        this.succession = new Succession(epoll);
        epoll.add(wake.descriptor(), Interest.READ, WAKE);
        this.clients = new Doorway(premises.clients(), epoll, CLIENTS);
        this.askers = new Doorway(premises.askers(), epoll, ASKERS);
        this.successors = new Doorway(premises.successors(), epoll, SUCCESSORS);
    }

    /** Goes on with the clients of another server, before {@link #run}. */
    void adopt(Estate estate) {
        estate.members().forEach(member -> members.adopt(member, nextKey++));
    }

    /** Has something done by the loop's thread; not done any more if it is ending. */
    void request(Consumer<Membership> what) {
        requests.add(what);
        wakeUp();
    }

    /** Ends the loop soon. */
    void stop() {
        stopping = true;
        wakeUp();
    }

    private synchronized void wakeUp() {
        if (!over) {
            wake.signal();
        }
    }

    private synchronized void over() {
        over = true;
    }

    /**
     * Serves, until it is told to stop or has handed over.
     *
     * @return what another server does with all this now, which is let go here; empty if there is no other
     */
    Optional<String> run() {
        try {
            while (!stopping) {
                turn();
                Optional<String> heir = successor.flatMap(this::handOver);
                successor = Optional.empty();
                if (heir.isPresent()) {
                    return heir;
                }
            }
            finishSetUps();
            return Optional.empty();
        } finally {
            close();
            over();
        }
    }

    /** Whoever was let in is told all of it: QEMU spins for ever if it is not. */
    private void finishSetUps() {
        clients.close();
        askers.close();
        successors.close();
        turnUntil(() -> members.settingUp().isEmpty(), LAST_MESSAGES);
    }

    private void turnUntil(BooleanSupplier condition, Duration atMost) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - began < atMost.toNanos()) {
            turn();
        }
    }

    /** Gives everything to one that has connected for it. Whatever goes wrong, this server goes on as before. */
    private Optional<String> handOver(Connection to) {
        try (Giving giving = Giving.to(to)) {
            giving.hear(premises, vectors);
            clients.suspend();
            empty(giving);
            String heir = giving.describe();
            // From here on nothing is read or sent: who hangs up meanwhile is found so by the successor.
            giving.give(new Estate(
                    premises,
                    vectors,
                    members.nextId(),
                    members.tally().counts(),
                    members.members(),
                    ProcessHandle.current().pid()));
            premises.keepNames();
            return Optional.of(heir);
        } catch (AnnulusException e) {
            clients.resume();
            tell(e);
            return Optional.empty();
        }
    }

    /** Has everybody told everything: what waits here cannot move. */
    private void empty(Giving giving) {
        while (!members.isIdle()) {
            turnUntil(() -> members.isIdle() || stopping, LAST_MESSAGES);
            if (stopping) {
                throw giving.refusal(Objection.ENDING, "the server is ending");
            }
            members.settingUp().ifPresent(peer -> {
                throw giving.refusal(
                        Objection.SETTING_UP,
                        "expected every client set up within " + LAST_MESSAGES.toSeconds() + " s, found peer "
                                + peer.id() + " (pid " + peer.credentials().pid() + ") that does not read");
            });
            members.dropWaiting("it did not read what it had to before the server was handed over");
        }
    }

    private void turn() {
        Duration pause = clients.pause(askers.pause(successors.pause(members.pause(TICK))));
        for (Readiness ready : epoll.await(pause)) {
            attend(ready);
        }
        members.settle();
        long now = System.nanoTime();
        clients.tick(now);
        askers.tick(now);
        successors.tick(now);
        members.tick(now);
    }

    /** What fails for one of them must not end it for all the others. */
    private void attend(Readiness ready) {
        try {
            dispatch(ready);
        } catch (AnnulusException e) {
            tell(e);
        }
    }

    private void dispatch(Readiness ready) {
        if (ready.key() == WAKE) {
            wake.take();
            for (Consumer<Membership> what; (what = requests.poll()) != null; ) {
                what.accept(members);
            }
        } else if (ready.key() == CLIENTS) {
            clients.take(newcomer -> members.admit(newcomer, nextKey++), this::turnAway, this::tell);
        } else if (ready.key() == ASKERS) {
            askers.take(
                    asker -> control.answer(asker, nextKey++, status.apply(members)), Connection::close, this::tell);
        } else if (ready.key() == SUCCESSORS) {
            successors.take(heir -> succession.welcome(heir, nextKey++), Connection::close, this::tell);
        } else {
            if (successor.isEmpty()) {
                successor = succession.attend(ready);
            }
            members.attend(ready);
            control.attend(ready);
        }
    }

    private void turnAway(Connection newcomer) {
        members.refuse(newcomer, newcomer.credentials(), Refusal.NO_DESCRIPTORS);
    }

    private void tell(AnnulusException trouble) {
        log.accept(ServerEvent.of(Kind.TROUBLE, trouble.getMessage()));
    }

    /** Nobody is attended to any more. A second time does nothing. */
    @Override
    public void close() {
        clients.close();
        askers.close();
        successors.close();
        control.close();
        succession.close();
        successor.ifPresent(Connection::close);
    }
}
