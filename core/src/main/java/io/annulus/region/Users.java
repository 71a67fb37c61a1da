// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many roles and changes this process has running in one opened region, so that it is never unmapped under one: an
 * operation that faults half-way could leave a ring half changed.
 */
final class Users {
    private static final int CLOSED = -1;

    private final AtomicInteger count = new AtomicInteger();
    private final String where;

    Users(String where) {
        this.where = where;
    }

    void enter() {
        if (count.getAndUpdate(n -> n == CLOSED ? CLOSED : n + 1) == CLOSED) {
            throw closed();
        }
    }

    void leave() {
        count.decrementAndGet();
    }

    void requireOpen() {
        if (count.get() == CLOSED) {
            throw closed();
        }
    }

    /** False if it was closed before. */
    boolean close() {
        int found = count.compareAndExchange(0, CLOSED);
        if (found > 0) {
            throw new AnnulusException(
                    Reason.IN_USE,
                    where + ": " + found + " producers, consumers or changes of this opened region are still active",
                    "Close them first");
        }
        return found == 0;
    }

    void reopen() {
        count.set(0);
    }

    private AnnulusException closed() {
        return new AnnulusException(Reason.CLOSED, where + ": this region was closed", "Open it again");
    }
}
