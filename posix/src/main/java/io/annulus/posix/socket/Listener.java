// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.socket;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import io.annulus.posix.kernel.Errno;
import io.annulus.posix.kernel.Kernel;
import io.annulus.posix.kernel.Syscall;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A socket with a path, that others connect to. Its path is removed when it is closed. Never waits by itself. */
public final class Listener implements AutoCloseable {
    private static final int WAITING = 128;
    private static final int NONBLOCK_CLOEXEC = 0x800 | 0x80000;

    private final Descriptor descriptor;
    private final Path path;

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

    @Override
    public void close() {
        descriptor.close();
        path.toFile().delete();
    }
}
