// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

import io.annulus.ivshmem.client.PeerChange.Kind;
import java.util.LinkedHashSet;
import java.util.Optional;

/**
 * Changes that nobody has looked at yet, in their order. Whoever came and went unseen is not mentioned, so there are never
 * more of them than ids, however often peers come and go.
 */
final class Changes {
    private final LinkedHashSet<PeerChange> unseen = new LinkedHashSet<>();

    void joined(int peer) {
        unseen.add(new PeerChange(Kind.JOINED, peer));
    }

    void left(int peer) {
        if (!unseen.remove(new PeerChange(Kind.JOINED, peer))) {
            unseen.add(new PeerChange(Kind.LEFT, peer));
        }
    }

    boolean isEmpty() {
        return unseen.isEmpty();
    }

    Optional<PeerChange> next() {
        return isEmpty() ? Optional.empty() : Optional.of(unseen.removeFirst());
    }
}
