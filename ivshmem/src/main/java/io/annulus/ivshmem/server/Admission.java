// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.ivshmem.wire.Refusal;
import io.annulus.posix.socket.Credentials;
import java.util.Collection;
import java.util.Optional;

/**
 * Decides whom to let in.
 *
 * @param access who may
 * @param mostPeers how many at a time
 * @param mostOfOneUser how many of one user
 */
record Admission(Access access, int mostPeers, int mostOfOneUser) {

    /** Why somebody may not come in beside those who are there, or empty. */
    Optional<Refusal> judge(Credentials client, Collection<Peer> present) {
        if (!access.allows(client)) {
            return Optional.of(Refusal.NOT_ALLOWED);
        }
        if (present.size() >= mostPeers) {
            return Optional.of(Refusal.FULL);
        }
        if (present.size() < mostOfOneUser) {
            return Optional.empty();
        }
        long same = present.stream()
                .filter(peer -> peer.credentials().uid() == client.uid())
                .count();
        return same < mostOfOneUser ? Optional.empty() : Optional.of(Refusal.TOO_MANY_OF_ONE_USER);
    }
}
