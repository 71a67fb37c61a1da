// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.participants.Participant;
import java.util.concurrent.atomic.AtomicBoolean;

/** One open role: a participant line and, where the side is for one only, the claim on it. */
public final class Membership implements AutoCloseable {
    private final Participant line;
    private final SideClaim side;
    private final Users users;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Membership(Participant line, SideClaim side, Users users) {
        this.line = line;
        this.side = side;
        this.users = users;
    }

    /** Gives claim and line back, in this order: whoever sees the claim must be able to look its holder up. */
    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            if (side != null) {
                side.release();
            }
            line.close();
            users.leave();
        }
    }
}
