// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.memory.Mapping;

/**
 * The one place that chooses by sync mode: a switch over its number, then a direct call that can be inlined. A virtual call
 * over several modes costs three times as much (docs/decisions/001).
 *
 * <p>The mapping is a parameter beside the side whose it is, since the code that calls here may know it as a constant
 * (docs/decisions/010): then the compiler leaves nearly all of a segment's checks out.
 */
public final class Dispatch {
    private Dispatch() {}

    /** A role on a side, whose sync type was checked before, of elements of so many bytes. */
    public static SideSync open(Side side, int elementSize) {
        Rehearsal.held();
        return new SideSync(side, elementSize);
    }

    /**
     * Moves the head over up to {@code most} elements.
     *
     * @param side which
     * @param sync the role's
     * @param mapping the side's
     * @param least 1 or more
     * @param most {@code least} or more
     * @return {@link Reserved#NOTHING}, or {@code least} to {@code most} elements
     */
    public static long reserve(Side side, SideSync sync, Mapping mapping, int least, int most) {
        return switch (side.syncType()) {
            case HeadTailLayout.SINGLE -> SingleSync.reserve(side, sync, mapping, least, most);
            case HeadTailLayout.MULTI -> MultiSync.reserve(side, sync, mapping, least, most);
            case HeadTailLayout.MULTI_RTS -> RtsSync.reserve(side, sync, mapping, least, most);
            default -> HtsSync.reserve(side, sync, mapping, least, most);
        };
    }

    /**
     * Shows what was done with the elements reserved to the other side.
     *
     * @param from where they begin
     * @param count all that were reserved; in SINGLE and HTS also fewer, from the first on, and the rest was never reserved
     */
    public static void publish(Side side, SideSync sync, Mapping mapping, int from, int count) {
        switch (side.syncType()) {
            case HeadTailLayout.SINGLE -> SingleSync.publish(side, sync, mapping, from, count);
            case HeadTailLayout.MULTI -> MultiSync.publish(side, sync, mapping, from, count);
            case HeadTailLayout.MULTI_RTS -> RtsSync.publish(side, sync, mapping);
            default -> HtsSync.publish(side, sync, mapping, from, count);
        }
    }

    /** Undoes a reservation whose elements could not be copied, if that is possible in this mode. */
    public static boolean undo(Side side, SideSync sync, int from) {
        boolean possible = side.isHoldable();
        if (possible) {
            publish(side, sync, side.mapping(), from, 0);
        }
        return possible;
    }

    /** Makes a reservation just made visible to onlookers, since it is going to last. */
    public static void hold(SideSync sync, long reserved) {
        Side side = sync.side();
        if (side.syncType() == HeadTailLayout.SINGLE) {
            SingleSync.hold(side, sync, Reserved.position(reserved) + Reserved.count(reserved));
        }
    }

    /** Waits a little for an operation of others that is about to end; returns the number of the next round. */
    public static int giveWay(SideSync sync, int round) {
        return sync.giveWay(round);
    }

    /** Undoes what a dead holder of a side for one only had begun. */
    public static void settle(Side side) {
        if (side.syncType() == HeadTailLayout.SINGLE) {
            SingleSync.settle(side);
        }
    }
}
