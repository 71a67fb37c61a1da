// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import io.annulus.ring.SyncMode;

/** The sync modes of both sides of the measured ring. */
enum Mode {
    SINGLE("SP/SC", "sp", SyncMode.SINGLE),
    MULTI("MP/MC", "mp", SyncMode.MULTI),
    MULTI_RTS("RTS", "rts", SyncMode.MULTI_RTS),
    MULTI_HTS("HTS", "hts", SyncMode.MULTI_HTS);

    final String label;
    final String wordInC;
    final SyncMode syncMode;

    Mode(String label, String wordInC, SyncMode syncMode) {
        this.label = label;
        this.wordInC = wordInC;
        this.syncMode = syncMode;
    }
}
