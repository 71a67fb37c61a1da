// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.event;

import io.annulus.posix.Descriptor;
import io.annulus.posix.kernel.Errno;
import io.annulus.posix.kernel.Kernel;
import io.annulus.posix.kernel.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A counter in the kernel that wakes whoever waits for it. Several signals before a wait are one wake-up. Never waits by
 * itself: an {@link Epoll} does.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/eventfd.2.html">eventfd(2)</a>
 */
public final class EventFd implements AutoCloseable {
    private static final int NONBLOCK = 0x800;
    private static final int CLOEXEC = 0x80000;

    private final Descriptor descriptor;

    private EventFd(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * A new one, at 0.
     *
     * @return its owner
     */
    public static EventFd create() {
        long made = Kernel.call(Syscall.EVENTFD2, 0, NONBLOCK | CLOEXEC);
        return new EventFd(Descriptor.owning(Errno.require(made, Syscall.EVENTFD2, "0"), "eventfd"));
    }

    /**
     * One that came from another process.
     *
     * @param descriptor owned by the result from here on; made not to block, for its other owners, too
     * @return its owner
     */
    public static EventFd of(Descriptor descriptor) {
        descriptor.doNotBlock();
        return new EventFd(descriptor);
    }

    /**
     * Adds 1, and so wakes who waits. Everything written before is visible to whom this wakes. A counter at its limit stays
     * there: whoever has that many signals to take is awake.
     */
    public void signal() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment one = arena.allocateFrom(Kernel.LONG, 1);
            long result = Kernel.call(Syscall.WRITE, descriptor.number(), one.address(), Long.BYTES);
            if (!Errno.EAGAIN.is(result)) {
                Errno.require(result, Syscall.WRITE, descriptor.toString());
            }
        }
    }

    /**
     * Takes all signals there are.
     *
     * @return how many; 0 if there was none
     */
    public long take() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(Kernel.LONG);
            long result = Kernel.call(Syscall.READ, descriptor.number(), count.address(), Long.BYTES);
            if (Errno.EAGAIN.is(result)) {
                return 0;
            }
            Errno.require(result, Syscall.READ, descriptor.toString());
            return count.get(Kernel.LONG, 0);
        }
    }

    /**
     * The descriptor, to hand to others or to wait for.
     *
     * @return owned by this
     */
    public Descriptor descriptor() {
        return descriptor;
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
