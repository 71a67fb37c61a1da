// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench.peer;

import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;

/** How many threads use each side, and in which of rte_ring's ways, by the names that the C peer has for them. */
public enum Mode {
    SP("SP/SC", SyncMode.SINGLE),
    MP("MP/MC", SyncMode.MULTI),
    RTS("RTS", SyncMode.MULTI_RTS),
    HTS("HTS", SyncMode.MULTI_HTS);

    /** Elements a queue holds at most, or one less. */
    static final int ENTRIES = 4096;

    private final String label;
    private final SyncMode syncMode;

    Mode(String label, SyncMode syncMode) {
        this.label = label;
        this.syncMode = syncMode;
    }

    /** As in tables. */
    public String label() {
        return label;
    }

    RingSpec spec() {
        return RingSpec.ofEntries(ENTRIES).withProducers(syncMode).withConsumers(syncMode);
    }
}
