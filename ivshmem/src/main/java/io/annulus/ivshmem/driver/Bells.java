// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.driver;

import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.event.Interest;
import io.annulus.posix.event.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An eventfd for each vector, and one with which the kernel asks for the device back: it wakes whoever waits for a vector, too. */
final class Bells implements AutoCloseable {
    private static final long RUNG = 0;
    private static final long REQUESTED = 1;

    private final List<EventFd> vectors = new ArrayList<>();
    private final List<Epoll> waits = new ArrayList<>();
    private final EventFd request = EventFd.create();
    private volatile boolean requested;

    private Bells() {}

    static Bells create(int vectors) {
        Bells bells = new Bells();
        try {
            for (int i = 0; i < vectors; i++) {
                EventFd event = EventFd.create();
                bells.vectors.add(event);
                Epoll wait = Epoll.create();
                bells.waits.add(wait);
                wait.add(event.descriptor(), Interest.READ, RUNG);
                wait.add(bells.request.descriptor(), Interest.READ, REQUESTED);
            }
            return bells;
        } catch (RuntimeException | Error e) {
            bells.close();
            throw e;
        }
    }

    List<EventFd> vectors() {
        return vectors;
    }

    EventFd request() {
        return request;
    }

    /** Returns early, with 0, if the device is wanted back. */
    long await(int vector, Duration patience) {
        long start = System.nanoTime();
        while (true) {
            Duration left = patience.minusNanos(System.nanoTime() - start);
            for (Readiness ready : waits.get(vector).await(left.isNegative() ? Duration.ZERO : left)) {
                if (ready.key() == REQUESTED) {
                    requested = true; // Never taken, so that every other wait ends, too.
                }
            }
            long rings = vectors.get(vector).take();
            if (rings > 0 || requested || !left.isPositive()) {
                return rings;
            }
        }
    }

    boolean isRequested() {
        if (!requested && request.take() > 0) {
            requested = true;
            request.signal();
        }
        return requested;
    }

    @Override
    public void close() {
        waits.forEach(Epoll::close);
        vectors.forEach(EventFd::close);
        request.close();
    }
}
