// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.socket;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import io.annulus.posix.FileStatus;
import io.annulus.posix.kernel.Errno;
import io.annulus.posix.kernel.Kernel;
import io.annulus.posix.kernel.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One end of a connection. Never waits by itself: what cannot be sent or received now is said, and an {@code Epoll} waits.
 *
 * <p>Message headers are {@code struct msghdr}, 56 bytes: address 0, its length 8, vector 16, its length 24, control 32, its
 * length 40, flags 48. A descriptor travels in a {@code struct cmsghdr}: length 0, level 8, type 12, then the numbers.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/sendmsg.2.html">sendmsg(2)</a>
 * @see <a href="https://man7.org/linux/man-pages/man3/cmsg.3.html">cmsg(3)</a>
 */
public final class Connection implements AutoCloseable {
    /** How many descriptors the kernel takes, and so ever delivers, with one message. */
    public static final int MOST_DESCRIPTORS = 253;

    private static final int MESSAGE_SIZE = 56;
    private static final int VECTOR_SIZE = 16;
    private static final int CONTROL_HEADER = 16;
    private static final int CONTROL_ROOM = CONTROL_HEADER + MOST_DESCRIPTORS * Integer.BYTES + Integer.BYTES;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final int DO_NOT_WAIT = 0x40;
    private static final int NO_SIGNAL = 0x4000;
    private static final int CLOSE_ON_EXEC = 0x40000000;
    private static final int CONTROL_TRUNCATED = 8;
    private static final int RECEIVING = 0;

    private final Descriptor descriptor;

    Connection(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * A connection that came from another process, and may be in use there, too.
     *
     * @param descriptor owned by the result from here on, and closed if this throws; whether it waits is for its other owners
     *     to say, and those here never let it
     * @return that end of the connection
     * @throws AnnulusException {@link Reason#BAD_MESSAGE} if it is no socket
     */
    public static Connection of(Descriptor descriptor) {
        try {
            if (FileStatus.of(descriptor).kind() != FileStatus.SOCKET) {
                throw new AnnulusException(
                        Reason.BAD_MESSAGE,
                        descriptor + ": expected a connection, found " + descriptor.kernelName(),
                        "Whoever sent it is not what it should be; check the socket's path");
            }
            return new Connection(descriptor);
        } catch (RuntimeException | Error e) {
            descriptor.close();
            throw e;
        }
    }

    /**
     * Connects.
     *
     * @param path of a listening socket
     * @return the connection
     * @throws AnnulusException if nobody listens there, too many wait to be accepted, or access is refused
     */
    public static Connection to(Path path) {
        return tryTo(path)
                .orElseThrow(() -> new AnnulusException(
                        Reason.IN_USE,
                        path + ": expected room for a connection, found as many waiting as the listener allows",
                        "Try again; if it stays so, the program that listens there accepts nobody"));
    }

    /**
     * Connects, if there is room among those who wait to be accepted.
     *
     * @param path of a listening socket
     * @return the connection, or empty if there is no room now
     * @throws AnnulusException if nobody listens there, or access is refused
     */
    public static Optional<Connection> tryTo(Path path) {
        Descriptor socket = SocketAddress.newSocket(path);
        try (Arena arena = Arena.ofConfined()) {
            long address = SocketAddress.of(path, arena).address();
            long result = Kernel.call(Syscall.CONNECT, socket.number(), address, SocketAddress.SIZE);
            if (Errno.EAGAIN.is(result)) {
                socket.close();
                return Optional.empty();
            }
            Errno.require(result, Syscall.CONNECT, path.toString());
            return Optional.of(new Connection(socket));
        } catch (RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sends bytes, and a descriptor with the first of them, as far as there is room now.
     *
     * @param bytes native memory
     * @param passed to be duplicated into the receiver, or empty; it is sent if and only if any byte is
     * @return how many bytes were taken; 0 if there is no room now
     * @throws AnnulusException if the other side is gone
     */
    public int send(MemorySegment bytes, Optional<Descriptor> passed) {
        return send(bytes, passed.stream().toList());
    }

    /**
     * Sends bytes, and descriptors with the first of them, as far as there is room now.
     *
     * @param bytes native memory
     * @param passed at most {@link #MOST_DESCRIPTORS}, to be duplicated into the receiver; they are sent if and only if any
     *     byte is
     * @return how many bytes were taken; 0 if there is no room now
     * @throws AnnulusException if the other side is gone
     */
    public int send(MemorySegment bytes, List<Descriptor> passed) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment message = arena.allocate(MESSAGE_SIZE, 8);
            pointTo(bytes, message, arena);
            if (!passed.isEmpty()) {
                long length = CONTROL_HEADER + (long) passed.size() * Integer.BYTES;
                MemorySegment control = arena.allocate((length + 7) & ~7L, 8);
                control.set(Kernel.LONG, 0, length);
                control.set(Kernel.INT, 8, SOL_SOCKET);
                control.set(Kernel.INT, 12, SCM_RIGHTS);
                for (int i = 0; i < passed.size(); i++) {
                    control.set(
                            Kernel.INT,
                            CONTROL_HEADER + (long) i * Integer.BYTES,
                            passed.get(i).number());
                }
                message.set(Kernel.LONG, 32, control.address());
                message.set(Kernel.LONG, 40, control.byteSize());
            }
            long sent = Kernel.call(Syscall.SENDMSG, descriptor.number(), message.address(), DO_NOT_WAIT | NO_SIGNAL);
            if (Errno.EAGAIN.is(sent) || Errno.EINTR.is(sent) || Errno.ETOOMANYREFS.is(sent)) {
                return 0;
            }
            return (int) Errno.require(sent, Syscall.SENDMSG, descriptor.toString());
        }
    }

    /**
     * Receives what is there now.
     *
     * @param room native memory for its bytes
     * @return what came; descriptors are the receiver's to close, whatever it thinks of them
     */
    public Received receive(MemorySegment room) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment message = arena.allocate(MESSAGE_SIZE, 8);
            pointTo(room, message, arena);
            MemorySegment control = arena.allocate(CONTROL_ROOM, 8);
            message.set(Kernel.LONG, 32, control.address());
            message.set(Kernel.LONG, 40, CONTROL_ROOM);
            long received =
                    Kernel.call(Syscall.RECVMSG, descriptor.number(), message.address(), DO_NOT_WAIT | CLOSE_ON_EXEC);
            if (Errno.EAGAIN.is(received) || Errno.EINTR.is(received)) {
                return new Received(0, false, List.of(), false);
            }
            if (Errno.ECONNRESET.is(received)) {
                return new Received(0, true, List.of(), false);
            }
            Errno.require(received, Syscall.RECVMSG, descriptor.toString());
            boolean truncated = (message.get(Kernel.INT, 48) & CONTROL_TRUNCATED) != 0;
            return new Received(
                    (int) received, received == 0, descriptorsIn(control, message.get(Kernel.LONG, 40)), truncated);
        }
    }

    private static void pointTo(MemorySegment bytes, MemorySegment message, Arena arena) {
        MemorySegment vector = arena.allocate(VECTOR_SIZE, 8);
        vector.set(Kernel.LONG, 0, bytes.address());
        vector.set(Kernel.LONG, 8, bytes.byteSize());
        message.set(Kernel.LONG, 16, vector.address());
        message.set(Kernel.LONG, 24, 1);
    }

    private List<Descriptor> descriptorsIn(MemorySegment control, long length) {
        List<Descriptor> found = new ArrayList<>();
        for (long at = 0; at + CONTROL_HEADER <= length; ) {
            long size = control.get(Kernel.LONG, at);
            if (size < CONTROL_HEADER || size > length - at) {
                break;
            }
            boolean passed =
                    control.get(Kernel.INT, at + 8) == SOL_SOCKET && control.get(Kernel.INT, at + 12) == SCM_RIGHTS;
            for (long i = at + CONTROL_HEADER; passed && i + Integer.BYTES <= at + size; i += Integer.BYTES) {
                found.add(Descriptor.owning(control.get(Kernel.INT, i), "from " + descriptor));
            }
            at += (size + 7) & ~7L;
        }
        return found;
    }

    /**
     * Takes nothing more from the other side: what it sends from now on fails there, and what it has sent can still be
     * received. So afterwards both know which of the two became of each message.
     */
    public void endReceiving() {
        Errno.require(
                Kernel.call(Syscall.SHUTDOWN, descriptor.number(), RECEIVING), Syscall.SHUTDOWN, descriptor.toString());
    }

    /**
     * Who is at the other end.
     *
     * @return as the kernel saw it when it connected or listened
     */
    public Credentials credentials() {
        return Credentials.of(descriptor);
    }

    /**
     * The descriptor, to wait for.
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
