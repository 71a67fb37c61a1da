// SPDX-License-Identifier: Apache-2.0
package io.annulus.stress;

import io.annulus.ring.SyncMode;

/** The seven modes of DPDK's ring stress test, under its names. */
enum Mode {
    MPMC(SyncMode.MULTI, Way.CALL),
    RTS(SyncMode.MULTI_RTS, Way.CALL),
    HTS(SyncMode.MULTI_HTS, Way.CALL),
    MT_PEEK(SyncMode.MULTI_HTS, Way.PEEK),
    MT_PEEK_ZC(SyncMode.MULTI_HTS, Way.PEEK_IN_PLACE),
    ST_PEEK(SyncMode.SINGLE, Way.PEEK),
    ST_PEEK_ZC(SyncMode.SINGLE, Way.PEEK_IN_PLACE);

    private final SyncMode sync;
    private final Way way;

    Mode(SyncMode sync, Way way) {
        this.sync = sync;
        this.way = way;
    }

    SyncMode sync() {
        return sync;
    }

    Way way() {
        return way;
    }

    /** A SINGLE side is for one at a time: the workers see to that with a lock around each reservation. */
    boolean needsLock() {
        return sync == SyncMode.SINGLE;
    }
}
