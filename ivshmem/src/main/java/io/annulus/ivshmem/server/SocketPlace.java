// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ivshmem.handover.Premises;
import io.annulus.posix.FileStatus;
import io.annulus.posix.LockFile;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Optional;

/** A path for a socket: free, or with what a server left there that ended without removing it. */
final class SocketPlace {
    private static final int KIND = 0170000;
    private static final int GROUP = 0070;

    private SocketPlace() {}

    /** Holds the path against other servers, whether or not there is a socket. */
    static LockFile hold(Path socket) {
        return LockFile.take(Premises.lockOf(socket));
    }

    /** Listens, after removing a socket on which nobody does. */
    static Listener listen(Path path, int permissions, Optional<String> group) {
        removeDeserted(path);
        if (group.isEmpty()) {
            return Listener.at(path, permissions);
        }
        // Until it is the right group, none has access.
        Listener listener = Listener.at(path, permissions & ~GROUP);
        try {
            permit(path, permissions, group);
            return listener;
        } catch (RuntimeException | Error e) {
            listener.close();
            throw e;
        }
    }

    /** Says who may connect to a socket that is there. */
    static void permit(Path path, int permissions, Optional<String> group) {
        try {
            if (group.isPresent()) {
                GroupPrincipal principal =
                        path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group.get());
                Files.getFileAttributeView(path, PosixFileAttributeView.class).setGroup(principal);
            }
            Files.setAttribute(path, "unix:mode", permissions);
        } catch (UserPrincipalNotFoundException e) {
            throw new AnnulusException(
                    Reason.NOT_FOUND, "no such group: " + group.get(), "See 'getent group' for those there are", e);
        } catch (IOException e) {
            throw new AnnulusException(
                    Reason.NO_PERMISSION,
                    path + ": expected permission to give it to the group " + group.orElse("it has") + ", found: "
                            + e.getMessage(),
                    "Run as a member of that group",
                    e);
        }
    }

    private static void removeDeserted(Path path) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        requireSocket(path);
        try {
            Connection.to(path).close();
        } catch (AnnulusException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                path.toFile().delete();
                return;
            }
            if (e.reason() == Reason.NO_PERMISSION) {
                throw e;
            }
        }
        throw new AnnulusException(
                Reason.IN_USE,
                path + ": expected nobody to listen there, found somebody who does",
                "End that server first (fuser " + path + " names it), or choose another path");
    }

    private static void requireSocket(Path path) {
        int mode;
        try {
            mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new AnnulusException(Reason.IO, path + ": " + e.getMessage(), "Check the path", e);
        }
        if ((mode & KIND) != FileStatus.SOCKET) {
            throw new AnnulusException(
                    Reason.WRONG_KIND,
                    path + ": expected a socket or nothing, found a file of another kind",
                    "Choose another path; what is not a socket is never removed");
        }
    }
}
