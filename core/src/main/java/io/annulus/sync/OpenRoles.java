// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.util.concurrent.atomic.AtomicInteger;

/** How many roles this process has open on a ring that no region keeps account of, so that it is reset only while idle. */
public final class OpenRoles {
    private static final int RESETTING = -1;

    private final AtomicInteger count = new AtomicInteger();
    private final String where;

    /**
     * None yet.
     *
     * @param where of which ring, for messages
     */
    public OpenRoles(String where) {
        this.where = where;
    }

    /** Counts one more; what it returns counts it off again. */
    public Runnable open() {
        if (count.getAndUpdate(n -> n == RESETTING ? n : n + 1) == RESETTING) {
            throw new AnnulusException(
                    Reason.IN_USE, where + ": it is being reset by another thread", "Take the role again afterwards");
        }
        return count::decrementAndGet;
    }

    /** Does what needs all roles closed, and lets none be opened meanwhile. */
    public void whileNone(Runnable reset) {
        int open = count.compareAndExchange(0, RESETTING);
        if (open != 0) {
            throw new AnnulusException(
                    Reason.IN_USE,
                    where + ": " + open + " roles taken through this object are open, so it cannot be reset",
                    "Close its producers and consumers first");
        }
        try {
            reset.run();
        } finally {
            count.set(0);
        }
    }
}
