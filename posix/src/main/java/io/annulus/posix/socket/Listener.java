// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.socket;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import io.annulus.posix.FileStatus;
import io.annulus.posix.kernel.Errno;
import io.annulus.posix.kernel.Kernel;
import io.annulus.posix.kernel.Syscall;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A socket with a path, that others connect to. Its path is removed when it is closed. Never waits by itself. */
public final class Listener implements AutoCloseable {
    private static final int WAITING = 128;
    private static final int NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_ACCEPTCONN = 30;

    private final Descriptor descriptor;
    private final Path path;
    private volatile boolean left;

    private Listener(Descriptor descriptor, Path path) {
        this.descriptor = descriptor;
        this.path = path;
    }

    /**
     * Listens.
     *
     * @param path a name that is free
     * @param permissions who may connect, such as 0660; from the moment the name appears
     * @return the listener
     * @throws AnnulusException {@link Reason#ALREADY_EXISTS} if the name is taken, even by a dead one's socket
     */
    public static Listener at(Path path, int permissions) {
        Descriptor socket = SocketAddress.newSocket(path);
        boolean bound = false;
        try (Arena arena = Arena.ofConfined()) {
            socket.setPermissions(permissions); // The name takes them over, less the umask.
            long address = SocketAddress.of(path, arena).address();
            Errno.require(
                    Kernel.call(Syscall.BIND, socket.number(), address, SocketAddress.SIZE),
                    Syscall.BIND,
                    path.toString());
            bound = true;
            Files.setAttribute(path, "unix:mode", permissions); // What the umask took away.
            Errno.require(Kernel.call(Syscall.LISTEN, socket.number(), WAITING), Syscall.LISTEN, socket.toString());
            return new Listener(socket, path);
        } catch (IOException e) {
            release(socket, path, bound);
            throw new AnnulusException(Reason.IO, path + ": " + e.getMessage(), "Check the directory's file system", e);
        } catch (RuntimeException | Error e) {
            release(socket, path, bound);
            throw e;
        }
    }

    /**
     * One that came from another process, which may still use it.
     *
     * @param descriptor owned by the result from here on, and closed if this throws
     * @param path where it listens
     * @return the listener
     * @throws AnnulusException {@link Reason#BAD_MESSAGE} if it is no socket that listens
     */
    public static Listener of(Descriptor descriptor, Path path) {
        try {
            if (!isListening(descriptor)) {
                throw new AnnulusException(
                        Reason.BAD_MESSAGE,
                        descriptor + ": expected a socket that listens, found " + descriptor.kernelName(),
                        "Whoever sent it is not what it should be; check the socket's path");
            }
            return new Listener(descriptor, path);
        } catch (RuntimeException | Error e) {
            descriptor.close();
            throw e;
        }
    }

    private static boolean isListening(Descriptor descriptor) {
        if (FileStatus.of(descriptor).kind() != FileStatus.SOCKET) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(Kernel.INT);
            long length = arena.allocateFrom(Kernel.INT, Integer.BYTES).address();
            Errno.require(
                    Kernel.call(
                            Syscall.GETSOCKOPT,
                            descriptor.number(),
                            SOL_SOCKET,
                            SO_ACCEPTCONN,
                            answer.address(),
                            length,
                            0),
                    Syscall.GETSOCKOPT,
                    descriptor + ", SO_ACCEPTCONN");
            return answer.get(Kernel.INT, 0) != 0;
        }
    }

    private static void release(Descriptor socket, Path path, boolean bound) {
        socket.close();
        if (bound) {
            path.toFile().delete();
        }
    }

    /**
     * Takes the next that has connected.
     *
     * @return the connection, or empty if nobody waits
     * @throws AnnulusException {@link Reason#NO_DESCRIPTORS} if this process has none left
     */
    public Optional<Connection> accept() {
        long accepted = Kernel.call(Syscall.ACCEPT4, descriptor.number(), 0, 0, NONBLOCK_CLOEXEC);
        if (Errno.EAGAIN.is(accepted) || Errno.EINTR.is(accepted)) {
            return Optional.empty();
        }
        Errno.require(accepted, Syscall.ACCEPT4, descriptor.toString());
        return Optional.of(new Connection(Descriptor.owning(accepted, "connection to " + path)));
    }

    /**
     * The descriptor, to wait for.
     *
     * @return owned by this
     */
    public Descriptor descriptor() {
        return descriptor;
    }

    /**
     * Leaves the path when this is closed: for another process that has the socket, too.
     *
     * @return this
     */
    public Listener keepPath() {
        left = true;
        return this;
    }

    /** Nobody can connect to this any more, and the path is gone unless it is kept. */
    @Override
    public void close() {
        descriptor.close();
        if (!left) {
            path.toFile().delete();
        }
    }
}
