// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.ivshmem.server.ServerEvent.Kind;
import java.util.EnumMap;
import java.util.Map;

/** How often what has happened. */
final class Tally {
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    void count(Kind kind) {
        counts.merge(kind, 1L, Long::sum);
    }

    long of(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
