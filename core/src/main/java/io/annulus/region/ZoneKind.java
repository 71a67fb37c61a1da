// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;

/** What a named extent holds. */
public enum ZoneKind {
    /** Bytes whose meaning only their users know (DPDK: memzone). */
    RAW(1),
    /** An {@code rte_ring}. */
    RING(2);

    private final int number;

    ZoneKind(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ZoneKind ofNumber(int number, String name) {
        for (ZoneKind kind : values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        throw new AnnulusException(
                Reason.BAD_GEOMETRY,
                "directory entry '" + name + "': expected kind 1 or 2, found " + number,
                "The entry is damaged, or a newer Annulus made it; remove it with the program that did");
    }
}
