// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.ivshmem.server.ServerEvent.Kind;
import io.annulus.ivshmem.wire.Refusal;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.event.Interest;
import io.annulus.posix.event.Readiness;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Listener;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/** The server's one thread: waits for whatever happens first, and does what follows from it. */
final class EventLoop implements Runnable {
    private static final long WAKE = 0;
    private static final long CLIENTS = 1;
    private static final long ASKERS = 2;
    private static final Duration TICK = Duration.ofMillis(500);
    private static final long LAST_SET_UPS_NANOS = Duration.ofSeconds(5).toNanos();

    private final Epoll epoll;
    private final EventFd wake;
    private final Doorway clients;
    private final Doorway askers;
    private final Membership members;
    private final ControlPoint control;
    private final Function<Membership, ServerStatus> status;
    private final Consumer<ServerEvent> log;
    private final Queue<Consumer<Membership>> requests = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;
    private boolean over;
    private long nextKey = ASKERS + 1;

    /** Closes the listeners at its end; the rest stays its owner's. */
    EventLoop(
            Epoll epoll,
            EventFd wake,
            Listener clients,
            Listener askers,
            Membership members,
            Function<Membership, ServerStatus> status,
            Consumer<ServerEvent> log) {
        this.epoll = epoll;
        this.wake = wake;
        this.members = members;
        this.status = status;
        this.log = log;
        this.control = new ControlPoint(epoll);
        epoll.add(wake.descriptor(), Interest.READ, WAKE);
        this.clients = new Doorway(clients, epoll, CLIENTS);
        this.askers = new Doorway(askers, epoll, ASKERS);
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

    @Override
    public void run() {
        try {
            while (!stopping) {
                turn();
            }
            finishSetUps();
        } finally {
            clients.close();
            askers.close();
            control.close();
            over();
        }
    }

    /** Whoever was let in is told all of it: QEMU spins for ever if it is not. */
    private void finishSetUps() {
        clients.close();
        askers.close();
        long began = System.nanoTime();
        while (members.isSettingUp() && System.nanoTime() - began < LAST_SET_UPS_NANOS) {
            turn();
        }
    }

    private void turn() {
        for (Readiness ready : epoll.await(clients.pause(askers.pause(members.pause(TICK))))) {
            attend(ready);
        }
        members.settle();
        long now = System.nanoTime();
        clients.tick(now);
        askers.tick(now);
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
        } else {
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
}
