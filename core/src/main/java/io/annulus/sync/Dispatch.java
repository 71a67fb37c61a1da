// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;

/** The one place that chooses by sync mode: a switch over the closed family, then a direct call that can be inlined. */
public final class Dispatch {
    private Dispatch() {}

    /**
     * A role on a side.
     *
     * @param side which
     * @param syncType DPDK's number of its mode, checked before
     */
    public static SideSync open(Side side, int syncType) {
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
        return switch (side) {
            case SingleSync single -> single.reserve(least, most);
            case MultiSync multi -> multi.reserve(least, most);
            case RtsSync rts -> rts.reserve(least, most);
            case HtsSync hts -> hts.reserve(least, most);
        };
    }

    /**
     * Shows what was done with the elements reserved to the other side.
     *
     * @param count all that were reserved; in SINGLE and HTS also fewer, from the first on, and the rest was never reserved
     */
    public static void publish(SideSync side, int count) {
        switch (side) {
            case SingleSync single -> single.publish(count);
            case MultiSync multi -> multi.publish(count);
            case RtsSync rts -> rts.publish();
            case HtsSync hts -> hts.publish(count);
        }
    }

    /** Whether a reservation may be shortened or cancelled. */
    public static boolean isHoldable(SideSync side) {
        return side instanceof SingleSync || side instanceof HtsSync;
    }

    /** Refuses modes in which a reservation cannot last beyond a call. */
    public static void requireHoldable(SideSync side) {
        switch (side) {
            case SingleSync _, HtsSync _ -> {}
            case MultiSync _ -> throw notHoldable(HeadTailLayout.MULTI);
            case RtsSync _ -> throw notHoldable(HeadTailLayout.MULTI_RTS);
        }
    }

    /** Makes a reservation just made visible to onlookers, since it is going to last. */
    public static void hold(SideSync side, int count) {
        if (side instanceof SingleSync single) {
            single.hold(count);
        }
    }

    /** Undoes what a dead holder of a side for one only had begun. */
    public static void settle(SideSync side) {
        if (side instanceof SingleSync single) {
            single.settle();
        }
    }

    private static AnnulusException notHoldable(int syncType) {
        return new AnnulusException(
                Reason.UNSUPPORTED_MODE,
                "reservation: expected a SINGLE or MULTI_HTS side, found " + HeadTailLayout.name(syncType),
                "In that mode others may reserve behind this one, so it could not be shortened or cancelled; copy the"
                        + " elements with enqueue or dequeue, or create the ring with another mode");
    }
}
