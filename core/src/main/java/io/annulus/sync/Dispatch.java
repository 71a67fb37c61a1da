// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;

/**
 * The one place that chooses by sync mode: a test of the closed family's classes, then a direct call that can be inlined. A
 * switch over their patterns would say the same, but the JVM links one at its first use, which can be between the move of a
 * head and that of its tail.
 */
public final class Dispatch {
    private Dispatch() {}

    /**
     * A role on a side.
     *
     * @param side which
     * @param syncType DPDK's number of its mode, checked before
     */
    public static SideSync open(Side side, int syncType) {
        Rehearsal.held();
        return of(side, syncType);
    }

    static SideSync of(Side side, int syncType) {
        return switch (syncType) {
            case HeadTailLayout.SINGLE -> new SingleSync(side);
            case HeadTailLayout.MULTI -> new MultiSync(side);
            case HeadTailLayout.MULTI_RTS -> new RtsSync(side);
            case HeadTailLayout.MULTI_HTS -> new HtsSync(side);
            default -> throw new IllegalArgumentException("sync type: expected 0 to 3, found " + syncType);
        };
    }

    /**
     * Moves the head over up to {@code most} elements.
     *
     * @return how many, from {@link SideSync#position} on: 0, or {@code least} to {@code most}
     */
    public static int reserve(SideSync side, int least, int most) {
        if (side instanceof SingleSync single) {
            return single.reserve(least, most);
        }
        if (side instanceof MultiSync multi) {
            return multi.reserve(least, most);
        }
        if (side instanceof RtsSync rts) {
            return rts.reserve(least, most);
        }
        return ((HtsSync) side).reserve(least, most);
    }

    /**
     * Shows what was done with the elements reserved to the other side.
     *
     * @param count all that were reserved; in SINGLE and HTS also fewer, from the first on, and the rest was never reserved
     */
    public static void publish(SideSync side, int count) {
        if (side instanceof SingleSync single) {
            single.publish(count);
        } else if (side instanceof MultiSync multi) {
            multi.publish(count);
        } else if (side instanceof RtsSync rts) {
            rts.publish();
        } else {
            ((HtsSync) side).publish(count);
        }
    }

    /** Whether a reservation may be shortened or cancelled. */
    public static boolean isHoldable(SideSync side) {
        return side instanceof SingleSync || side instanceof HtsSync;
    }

    /** Undoes a reservation whose elements could not be copied, if that is possible in this mode. */
    public static boolean undo(SideSync side) {
        boolean possible = isHoldable(side);
        if (possible) {
            publish(side, 0);
        }
        return possible;
    }

    /** Refuses modes in which a reservation cannot last beyond a call. */
    public static void requireHoldable(SideSync side) {
        if (!isHoldable(side)) {
            throw new AnnulusException(
                    Reason.UNSUPPORTED_MODE,
                    "reservation: expected a SINGLE or MULTI_HTS side, found " + HeadTailLayout.name(side.syncType()),
                    "In that mode others may reserve behind this one, so it could not be shortened or cancelled; copy the"
                            + " elements with enqueue or dequeue, or create the ring with another mode");
        }
    }

    /** Makes a reservation just made visible to onlookers, since it is going to last. */
    public static void hold(SideSync side, int count) {
        if (side instanceof SingleSync single) {
            single.hold(count);
        }
    }

    /** Waits a little for an operation of others that is about to end; returns the number of the next round. */
    public static int giveWay(SideSync side, int round) {
        return side.giveWay(round);
    }

    /** Undoes what a dead holder of a side for one only had begun. */
    public static void settle(SideSync side) {
        if (side instanceof SingleSync single) {
            single.settle();
        }
    }
}
