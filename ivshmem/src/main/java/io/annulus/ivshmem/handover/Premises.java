// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.handover;

import io.annulus.posix.LockFile;
import io.annulus.posix.memory.SharedMemory;
import io.annulus.posix.socket.Listener;
import java.nio.file.Path;

/**
 * What a server has beside its clients.
 *
 * @param memory what it shares
 * @param label what that is, for people: such as {@code memfd}
 * @param lock holds its place against other servers
 * @param clients where clients connect
 * @param askers where {@code annulus ivshmem peers} does
 * @param successors where a successor does
 */
public record Premises(
        SharedMemory memory, String label, LockFile lock, Listener clients, Listener askers, Listener successors)
        implements AutoCloseable {

    /**
     * Where a server can be asked.
     *
     * @param socket where it listens for clients
     * @return beside it
     */
    public static Path controlOf(Path socket) {
        return beside(socket, ".control");
    }

    /**
     * Where a successor connects.
     *
     * @param socket where the server listens for clients
     * @return beside it
     */
    public static Path successorOf(Path socket) {
        return beside(socket, ".successor");
    }

    /**
     * What holds a server's place.
     *
     * @param socket where the server listens for clients
     * @return beside it
     */
    public static Path lockOf(Path socket) {
        return beside(socket, ".lock");
    }

    private static Path beside(Path socket, String suffix) {
        return socket.resolveSibling(socket.getFileName() + suffix);
    }

    /** Another process has all of this: when it is closed here, every name stays. */
    public void keepNames() {
        clients.keepPath();
        askers.keepPath();
        successors.keepPath();
        memory.keepName();
        lock.keepFile();
    }

    /** Closes it all and leaves every name. */
    public void letGo() {
        keepNames();
        close();
    }

    /** Closes it all and, unless they are kept, removes the names. The lock goes last: it keeps others from these names. */
    @Override
    public void close() {
        clients.close();
        askers.close();
        successors.close();
        memory.close();
        lock.remove();
    }
}
