// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import java.util.Map;

/**
 * What an operation is asked to do.
 *
 * @param enqueues or dequeues
 * @param least fewest elements it may reserve, if any
 * @param most elements it wants to reserve
 * @param kept of those it reserved, as many as it moves; the rest is as if it had never been reserved
 */
record Manner(boolean enqueues, int least, int most, int kept) {

    private static final Map<String, Manner> BY_NAME = Map.ofEntries(
            Map.entry("enqueue", new Manner(true, 1, 1, 1)),
            Map.entry("enqueueBulk", new Manner(true, 2, 2, 2)),
            Map.entry("enqueueBurst", new Manner(true, 1, 2, 2)),
            Map.entry("enqueueInPlace", new Manner(true, 1, 2, 2)),
            Map.entry("enqueueFirst", new Manner(true, 2, 2, 1)),
            Map.entry("enqueueNone", new Manner(true, 1, 2, 0)),
            Map.entry("dequeue", new Manner(false, 1, 1, 1)),
            Map.entry("dequeueBulk", new Manner(false, 2, 2, 2)),
            Map.entry("dequeueBurst", new Manner(false, 1, 2, 2)),
            Map.entry("dequeueInPlace", new Manner(false, 1, 2, 2)),
            Map.entry("dequeueFirst", new Manner(false, 2, 2, 1)),
            Map.entry("peek", new Manner(false, 1, 1, 0)),
            Map.entry("offer", new Manner(true, 1, 1, 1)),
            Map.entry("poll", new Manner(false, 1, 1, 1)));

    /** That of an operation of {@link SharedSides}, {@link HoldableSides}, {@link PeekedSides} or {@link SharedQueue}. */
    static Manner of(String operation) {
        Manner manner = BY_NAME.get(operation);
        if (manner == null) {
            throw new IllegalArgumentException(operation);
        }
        return manner;
    }

    /** What it reserves where there is this much room, or this much to take. */
    int reserved(int room) {
        return room >= most ? most : room >= least ? room : 0;
    }

    int moved(int reserved) {
        return Math.min(reserved, kept);
    }
}
