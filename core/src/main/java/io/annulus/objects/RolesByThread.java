// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import io.annulus.ring.SyncMode;
import java.util.function.Supplier;

/**
 * A queue view's roles on one side. Roles are one thread's own: each thread gets one, unless the side is SINGLE. There one
 * role serves whoever uses the side, one thread at a time, as it must be there anyway.
 */
final class RolesByThread<R> {
    private final Runnable release;
    private final Supplier<R> role;

    /**
     * Of a side that has been taken.
     *
     * @param open makes a role
     * @param release gives the side back
     */
    RolesByThread(SyncMode mode, Supplier<R> open, Runnable release) {
        this.release = release;
        if (mode == SyncMode.SINGLE) {
            R only = open.get();
            this.role = () -> only;
        } else {
            ThreadLocal<R> ofThread = ThreadLocal.withInitial(open);
            this.role = ofThread::get;
        }
    }

    R get() {
        return role.get();
    }

    void close() {
        release.run();
    }
}
