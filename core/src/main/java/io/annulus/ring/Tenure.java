// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.sync.Dispatch;
import io.annulus.sync.SideSync;

/** A role from its opening to its closing, and the reservation it may hold in between. */
final class Tenure {
    private final String role;
    private final SideSync side;
    private final Table table;
    private final Runnable release;
    private Reservation reservation;
    private boolean closed;

    /**
     * An open role.
     *
     * @param role what users call it
     * @param table as reservations shall see it
     */
    Tenure(String role, SideSync side, Table table, Runnable release) {
        this.role = role;
        this.side = side;
        this.table = table;
        this.release = release;
    }

    Reservation reserve(int least, int most) {
        if (!side.isReady()) {
            throw refusal();
        }
        Dispatch.requireHoldable(side);
        if (most < 0) {
            throw new IllegalArgumentException("number of elements: expected 0 or more, found " + most);
        }
        if (reservation == null) {
            reservation = new Reservation(side, table);
        }
        reservation.begin(most == 0 ? 0 : Dispatch.reserve(side, least, most));
        return reservation;
    }

    void requireOpen() {
        if (closed) {
            throw refusal();
        }
    }

    /** Why the role may not begin an operation now. */
    AnnulusException refusal() {
        return closed
                ? new AnnulusException(
                        Reason.CLOSED, "this " + role + " was closed", "Take a new one with Ring." + role + "()")
                : new AnnulusException(
                        Reason.RESERVATION_OPEN,
                        "this " + role + " holds a reservation of " + reservation.count() + " elements",
                        "Commit or cancel it first");
    }

    /** Cancels what is reserved, then gives the role back. */
    void close() {
        if (!closed) {
            if (reservation != null) {
                reservation.close();
            }
            closed = true;
            side.setReady(false);
            release.run();
        }
    }
}
