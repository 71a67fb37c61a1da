// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import io.annulus.liveness.Purpose;
import io.annulus.ring.RingInfo;
import io.annulus.ring.SideInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Tells an operation in progress, gone within a microsecond, from one whose thread is paused or dead: at every look since
 * some moment the side's head was in front of its tail, and the tail where it was (in MULTI_RTS, also the number of
 * operations that have ended). For one ring, and one thread.
 */
public final class StallWatch {
    /** How long it takes until a thread that was merely not scheduled for a while is taken for one that stands still. */
    public static final Duration LASTING = Duration.ofMillis(100);

    private final Map<Purpose, Standing> standing = new EnumMap<>(Purpose.class);
    private final Map<Purpose, Long> beginnings = new EnumMap<>(Purpose.class);

    /** A watch that has seen nothing yet. */
    public StallWatch() {}

    /**
     * Adds a look.
     *
     * @param info the ring as it is now
     */
    public void look(RingInfo info) {
        long now = System.nanoTime();
        look(Purpose.PRODUCER, info.producers(), now);
        look(Purpose.CONSUMER, info.consumers(), now);
    }

    private void look(Purpose purpose, SideInfo side, long now) {
        Standing before = standing.get(purpose);
        if (side.reserved() <= 0) {
            standing.remove(purpose); // Idle; or the head was read before the tail moved past it.
        } else if (before != null && before.side().isStillWaitingIn(side)) {
            standing.put(purpose, before.seenAgain(side, Duration.ofNanos(now - beginnings.get(purpose))));
        } else {
            beginnings.put(purpose, now);
            standing.put(purpose, new Standing(purpose, side, Instant.now(), Duration.ZERO));
        }
    }

    /**
     * The sides that stand still.
     *
     * @param least how long that must have been observed
     * @return producers first; empty if the ring moves, or is idle
     */
    public List<Standing> standing(Duration least) {
        return standing.values().stream()
                .filter(s -> s.observed().compareTo(least) >= 0)
                .toList();
    }
}
