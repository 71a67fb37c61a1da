// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.event;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
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
    private static final String KERNEL_NAME = "anon_inode:[eventfd]";

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
     * @param descriptor owned by the result from here on, and closed if this throws; made not to block, for its other owners,
     *     too
     * @return its owner
     * @throws AnnulusException {@link Reason#BAD_MESSAGE} if it is anything else: a file or a device could make us wait, or be
     *     written to
     */
    public static EventFd of(Descriptor descriptor) {
        try {
            String kind = descriptor.kernelName();
            if (!kind.equals(KERNEL_NAME)) {
                throw new AnnulusException(
                        Reason.BAD_MESSAGE,
                        descriptor + ": expected an eventfd, found " + kind,
                        "Whoever sent it is not what it should be; check the socket's path");
            }
            descriptor.doNotBlock();
            return new EventFd(descriptor);
        } catch (RuntimeException | Error e) {
            descriptor.close();
            throw e;
        }
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
     * @return how many; 0 if there was none, {@link Long#MAX_VALUE} for as many and more (whoever has it can write any number)
     */
    public long take() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(Kernel.LONG);
            long result = Kernel.call(Syscall.READ, descriptor.number(), count.address(), Long.BYTES);
            if (Errno.EAGAIN.is(result)) {
                return 0;
            }
            Errno.require(result, Syscall.READ, descriptor.toString());
            long signals = count.get(Kernel.LONG, 0);
            return signals < 0 ? Long.MAX_VALUE : signals;
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
