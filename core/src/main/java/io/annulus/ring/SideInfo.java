// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import java.util.OptionalLong;

/**
 * One side of a ring as it was a moment ago.
 *
 * @param mode its sync mode
 * @param head 32-bit index, to be read as unsigned: how far operations have begun
 * @param tail likewise: how far they have ended
 * @param headCount in MULTI_RTS the number of operations begun, modulo 2^32; otherwise 0
 * @param tailCount in MULTI_RTS the number of operations ended, modulo 2^32; otherwise 0
 * @param headTailDistance in MULTI_RTS the limit in force, 0 to 2^32 - 1; otherwise empty
 */
public record SideInfo(SyncMode mode, int head, int tail, int headCount, int tailCount, OptionalLong headTailDistance) {

    /**
     * Elements that operations in progress have reserved.
     *
     * @return 0 if the side is idle, otherwise 1 to the capacity; anything else in a damaged ring
     */
    public int reserved() {
        return head - tail;
    }

    /**
     * Whether a later look found the same operation still in progress: a thread stands between head and tail.
     *
     * @param later the same side, a while later
     * @return false if either look found the side idle, or its tail has moved
     */
    public boolean isStillWaitingIn(SideInfo later) {
        return reserved() != 0 && later.reserved() != 0 && tail == later.tail && tailCount == later.tailCount;
    }
}
