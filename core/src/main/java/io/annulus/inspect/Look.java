// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import io.annulus.ring.Ring;
import io.annulus.ring.RingInfo;

/**
 * The indices of a ring, read until two looks in a row agree.
 *
 * <p>Tails and the counts of MULTI_RTS only grow, so one that is the same at two looks did not change in between, and all of
 * them did not change between the end of the first look and the beginning of the second. A head can be moved back (a
 * reservation is cancelled), so one that is the same twice may have been elsewhere in between; but as the second look read
 * it, its tail and the opposite one stood where they were found. Every invariant is about one head and tails, or tails alone.
 *
 * @param info as the last look found it
 * @param consistency whether the one before it found the same
 */
record Look(RingInfo info, Consistency consistency) {
    /** More than a busy ring needs on an idle machine; on one that never agrees, a few microseconds. */
    private static final int MOST = 64;

    static Look at(Ring ring) {
        RingInfo before = ring.info();
        for (int i = 1; i < MOST; i++) {
            RingInfo now = ring.info();
            if (now.equals(before)) {
                return new Look(now, Consistency.ONE_MOMENT);
            }
            before = now;
        }
        return new Look(before, Consistency.MOVING);
    }

    boolean isContradictory() {
        return consistency == Consistency.ONE_MOMENT && !info.contradictions().isEmpty();
    }
}
