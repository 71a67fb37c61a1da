// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.error.AnnulusException;
import io.annulus.error.Quantity;
import io.annulus.error.Reason;
import java.util.function.Supplier;

/** A role from its opening to its closing, and the elements it may hold in between. */
public final class Tenure {
    private final String role;
    private final SideSync sync;
    private final Hold hold;
    private Runnable release;
    private boolean closed;

    /**
     * A role that is yet to be taken.
     *
     * @param role what users call it
     * @param sync what it remembers
     */
    public Tenure(String role, SideSync sync) {
        this.role = role;
        this.sync = sync;
        this.hold = new Hold(sync);
    }

    /** Takes the role, when all that could fail is done: a side must not be taken with nobody to give it back. */
    public void begin(Supplier<Runnable> take) {
        release = take.get();
    }

    /** What {@link #reserve} reserves; the same each time. */
    public Hold hold() {
        return hold;
    }

    public void reserve(int least, int most) {
        if (!sync.isReady()) {
            throw refusal();
        }
        Side side = sync.side();
        side.requireHoldable();
        if (most < 0) {
            throw new IllegalArgumentException("number of elements: expected 0 or more, found " + most);
        }
        hold.begin(most == 0 ? Reserved.NOTHING : Dispatch.reserve(side, sync, side.mapping(), least, most));
    }

    public void requireOpen() {
        if (closed) {
            throw refusal();
        }
    }

    /** Why the role may not begin an operation now. */
    public AnnulusException refusal() {
        return closed
                ? new AnnulusException(Reason.CLOSED, "this " + role + " was closed", "Take a new one from the ring")
                : new AnnulusException(
                        Reason.RESERVATION_OPEN,
                        "this " + role + " holds a reservation of " + Quantity.of(hold.count(), "element"),
                        "Commit or cancel it first");
    }

    /** Cancels what is held, then gives the role back. */
    public void close() {
        if (!closed) {
            if (hold.isHeld()) {
                hold.end(0);
            }
            closed = true;
            sync.setReady(false);
            release.run();
        }
    }
}
