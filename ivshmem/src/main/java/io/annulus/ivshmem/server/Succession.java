// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.ivshmem.handover.Giving;
import io.annulus.ivshmem.handover.Objection;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.Interest;
import io.annulus.posix.event.Readiness;
import io.annulus.posix.socket.Connection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Those who want to take over. Each is attended to only once it has said something, so that nobody waits for one who says
 * nothing; and one at a time. Only a few wait; of those, the oldest makes room.
 */
final class Succession implements AutoCloseable {
    private static final int MOST_AT_ONCE = 8;

    private final Epoll epoll;
    private final Map<Long, Connection> waiting = new LinkedHashMap<>();

    Succession(Epoll epoll) {
        this.epoll = epoll;
    }

    /** Somebody has connected. */
    void welcome(Connection successor, long key) {
        if (waiting.size() >= MOST_AT_ONCE) {
            Iterator<Connection> oldest = waiting.values().iterator();
            oldest.next().close();
            oldest.remove();
        }
        try {
            epoll.add(successor.descriptor(), Interest.READ, key);
            waiting.put(key, successor);
        } catch (AnnulusException e) {
            successor.close();
        }
    }

    /** The one that has something to say, if that is what happened; owned by the caller from here on. */
    Optional<Connection> attend(Readiness ready) {
        Connection successor = waiting.remove(ready.key());
        if (successor != null) {
            epoll.remove(successor.descriptor());
        }
        return Optional.ofNullable(successor);
    }

    /** Tells those who wait that they wait in vain. */
    @Override
    public void close() {
        waiting.values().forEach(Succession::turnAway);
        waiting.clear();
    }

    @SuppressWarnings("EmptyCatch") // It sees the end of the connection, which says the same.
    private static void turnAway(Connection successor) {
        try (Giving giving = Giving.to(successor)) {
            giving.refusal(Objection.ENDING, "the server is ending, or another has just taken over");
        } catch (AnnulusException e) {
        }
    }
}
