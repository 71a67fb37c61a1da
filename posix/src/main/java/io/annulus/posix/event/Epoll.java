// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.event;

import io.annulus.posix.Descriptor;
import io.annulus.posix.kernel.Errno;
import io.annulus.posix.kernel.Kernel;
import io.annulus.posix.kernel.Machine;
import io.annulus.posix.kernel.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits for many descriptors at once. One thread waits; others may add and remove meanwhile.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/epoll.7.html">epoll(7)</a>
 */
public final class Epoll implements AutoCloseable {
    private static final int CLOEXEC = 0x80000;
    private static final int ADD = 1;
    private static final int REMOVE = 2;
    private static final int CHANGE = 3;
    private static final int MOST_AT_ONCE = 64;
    /** The kernel packs its {@code struct epoll_event} on x86-64 alone. */
    private static final int EVENT_SIZE = Machine.choose(12, 16);

    private static final int KEY = Machine.choose(4, 8);

    private final Descriptor descriptor;

    private Epoll(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * A new one, waiting for nothing.
     *
     * @return its owner
     */
    public static Epoll create() {
        long made = Kernel.call(Syscall.EPOLL_CREATE1, CLOEXEC);
        return new Epoll(Descriptor.owning(Errno.require(made, Syscall.EPOLL_CREATE1, ""), "epoll"));
    }

    /**
     * Waits for a descriptor, too, until it is removed or closed.
     *
     * @param file not yet here
     * @param interest what to wait for
     * @param key tells it from others
     */
    public void add(Descriptor file, Interest interest, long key) {
        control(ADD, file, interest.events(), key);
    }

    /**
     * Waits for something else of a descriptor.
     *
     * @param file added before
     * @param interest what to wait for from now on
     * @param key tells it from others
     */
    public void change(Descriptor file, Interest interest, long key) {
        control(CHANGE, file, interest.events(), key);
    }

    /**
     * Waits for a descriptor no longer.
     *
     * @param file added before
     */
    public void remove(Descriptor file) {
        control(REMOVE, file, 0, 0);
    }

    private void control(int operation, Descriptor file, int events, long key) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment event = arena.allocate(EVENT_SIZE, 8);
            event.set(Kernel.INT, 0, events);
            event.set(Kernel.LONG, KEY, key);
            long result =
                    Kernel.call(Syscall.EPOLL_CTL, descriptor.number(), operation, file.number(), event.address());
            Errno.require(result, Syscall.EPOLL_CTL, file.toString());
        }
    }

    /**
     * Waits until one of the descriptors is ready, the time is over, or the thread is interrupted by a signal.
     *
     * @param most how long at most; rounded up to whole milliseconds
     * @return up to 64 that are ready; empty when the time is over
     */
    public List<Readiness> await(Duration most) {
        long millis = Math.min(Math.ceilDiv(most.toNanos(), 1_000_000L), Integer.MAX_VALUE);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment events = arena.allocate((long) EVENT_SIZE * MOST_AT_ONCE, 8);
            long count = Kernel.call(
                    Syscall.EPOLL_PWAIT,
                    descriptor.number(),
                    events.address(),
                    MOST_AT_ONCE,
                    Math.max(millis, 0),
                    0,
                    Long.BYTES);
            if (Errno.EINTR.is(count)) {
                return List.of();
            }
            Errno.require(count, Syscall.EPOLL_PWAIT, descriptor.toString());
            List<Readiness> ready = new ArrayList<>((int) count);
            for (long at = 0; at < count * EVENT_SIZE; at += EVENT_SIZE) {
                ready.add(Readiness.of(events.get(Kernel.INT, at), events.get(Kernel.LONG, at + KEY)));
            }
            return ready;
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
