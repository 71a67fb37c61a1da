// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.event.Interest;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Listener;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes those who connect. When no descriptor is left for one, a spare is given up for it, so that it can be told: left waiting,
 * it would hang, and this would be told for ever that it waits. If even that fails, the door is shut for a moment.
 */
final class Doorway implements AutoCloseable {
    /** At once, so that nobody who is here already waits for long because of those who come. */
    private static final int MOST_AT_ONCE = 16;

    private static final long SHUT_NANOS = Duration.ofMillis(100).toNanos();

    private final Listener listener;
    private final Epoll epoll;
    private final long key;
    private Optional<EventFd> spare = Optional.empty();
    private boolean open;
    private boolean suspended;
    private long shutAt;

    /** Owns the listener from here on. */
    Doorway(Listener listener, Epoll epoll, long key) {
        this.listener = listener;
        this.epoll = epoll;
        this.key = key;
        reopen();
    }

    private void reopen() {
        if (spare.isEmpty()) {
            spare = Optional.of(EventFd.create());
        }
        if (!open) {
            epoll.add(listener.descriptor(), Interest.READ, key);
            open = true;
        }
    }

    /**
     * Takes some of those who wait.
     *
     * @param welcome takes over each
     * @param turnAway takes over one for whom there is no descriptor
     * @param trouble is told what is wrong, if nothing can be done about it now
     */
    void take(Consumer<Connection> welcome, Consumer<Connection> turnAway, Consumer<AnnulusException> trouble) {
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            Optional<Connection> newcomer;
            try {
                newcomer = listener.accept();
            } catch (AnnulusException e) {
                if (spare.isPresent() && takeWithSpare(turnAway)) {
                    continue;
                }
                shut();
                trouble.accept(e);
                return;
            }
            if (newcomer.isEmpty()) {
                return;
            }
            welcome.accept(newcomer.get());
        }
    }

    private boolean takeWithSpare(Consumer<Connection> turnAway) {
        spare.ifPresent(EventFd::close);
        spare = Optional.empty();
        try {
            listener.accept().ifPresent(turnAway);
            spare = Optional.of(EventFd.create());
            return true;
        } catch (AnnulusException e) {
            return false;
        }
    }

    private void shut() {
        if (open) {
            epoll.remove(listener.descriptor());
            open = false;
        }
        shutAt = System.nanoTime();
    }

    /** Lets those who come wait, until {@link #resume}. */
    void suspend() {
        suspended = true;
        shut();
    }

    /** Lets them in again, from the next {@link #tick} on. */
    void resume() {
        suspended = false;
    }

    /** Opens the door again, if it has been shut for long enough. */
    void tick(long now) {
        if (!open && !suspended && now - shutAt > SHUT_NANOS) {
            try {
                reopen();
            } catch (AnnulusException e) {
                shutAt = now;
            }
        }
    }

    /** How soon {@link #tick} is due. */
    Duration pause(Duration atMost) {
        Duration shut = Duration.ofNanos(SHUT_NANOS);
        return open || atMost.compareTo(shut) < 0 ? atMost : shut;
    }

    /** Nobody comes in any more; the path is gone. */
    @Override
    public void close() {
        if (open) {
            epoll.remove(listener.descriptor());
            open = false;
        }
        listener.close();
        spare.ifPresent(EventFd::close);
        spare = Optional.empty();
    }
}
