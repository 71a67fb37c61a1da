// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.posix.socket.Credentials;
import java.util.Optional;
import java.util.Set;

/**
 * Who may connect. The kernel refuses whom the socket's permissions and group do not let in; of the others the server lets in
 * those whose user or group is listed, or all of them if none is listed.
 *
 * @param permissions of the socket, such as 0660
 * @param group of the socket, or empty for that of this process
 * @param uids users that are let in
 * @param gids groups that are let in: the one that a client's process has as its own, not those it has besides
 */
public record Access(int permissions, Optional<String> group, Set<Integer> uids, Set<Integer> gids) {
    private static final int OWNER_AND_GROUP = 0660;

    /** Copies the sets. */
    public Access {
        uids = Set.copyOf(uids);
        gids = Set.copyOf(gids);
    }

    /**
     * The owner of the process and its group, as the socket's permissions 0660 say.
     *
     * @return nobody listed
     */
    public static Access usual() {
        return new Access(OWNER_AND_GROUP, Optional.empty(), Set.of(), Set.of());
    }

    boolean allows(Credentials client) {
        return (uids.isEmpty() && gids.isEmpty()) || uids.contains(client.uid()) || gids.contains(client.gid());
    }
}
