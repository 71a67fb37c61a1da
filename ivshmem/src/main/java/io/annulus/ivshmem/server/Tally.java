// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.ivshmem.handover.Counts;
import io.annulus.ivshmem.server.ServerEvent.Kind;
import java.util.EnumMap;
import java.util.Map;

/** How often what has happened. */
final class Tally {
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    Tally() {}

    /** Goes on from what another server has counted. */
    Tally(Counts before) {
        counts.put(Kind.JOINED, before.joined());
        counts.put(Kind.LEFT, before.left());
        counts.put(Kind.DROPPED, before.dropped());
        counts.put(Kind.REFUSED, before.refused());
    }

    /** For another server to go on from. */
    Counts counts() {
        return new Counts(of(Kind.JOINED), of(Kind.LEFT), of(Kind.DROPPED), of(Kind.REFUSED));
    }

    void count(Kind kind) {
        counts.merge(kind, 1L, Long::sum);
    }

    long of(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
