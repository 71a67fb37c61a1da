// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.util.Objects;

/**
 * Elements reserved on a SINGLE or MULTI_HTS side for longer than one call. Position and count are kept here and not read
 * from shared memory again: whatever happens to the indices meanwhile, it is these elements and no others.
 */
public final class Hold {
    private final SideSync sync;
    private int position;
    private int count;
    private boolean held;

    Hold(SideSync sync) {
        this.sync = sync;
    }

    void begin(long reserved) {
        position = Reserved.position(reserved);
        count = Reserved.count(reserved);
        held = count != 0;
        if (held) {
            sync.setReady(false);
            Dispatch.hold(sync, reserved);
        }
    }

    /** How many elements were reserved last; also after the end. */
    public int count() {
        return count;
    }

    public boolean isHeld() {
        return held;
    }

    /** The position of an element that has {@code number - 1} others of this hold behind it. */
    public int position(int index, int number) {
        requireHeld();
        Objects.checkFromIndexSize(index, number, count);
        return position + index;
    }

    public void requireHeld() {
        if (!held) {
            throw new AnnulusException(
                    Reason.NO_RESERVATION,
                    count == 0 ? "nothing was reserved" : "this reservation has ended",
                    "Look at count(), and reserve anew after each commit or cancel");
        }
    }

    /** Whether there is something to end, by showing this many to the other side. */
    public boolean requireEnd(int number) {
        if (number < 0 || number > count) {
            throw new IllegalArgumentException(
                    "number of elements to commit: expected 0 to " + count + ", found " + number);
        }
        if (count == 0) {
            return false;
        }
        requireHeld();
        return true;
    }

    /** Shows the first so many to the other side, and lets go of the rest. */
    public void end(int number) {
        held = false;
        Side side = sync.side();
        Dispatch.publish(side, sync, side.mapping(), position, number);
        sync.setReady(true);
    }
}
