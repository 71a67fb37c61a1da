// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import io.annulus.region.Region;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.util.List;

/** The names of the rings between host and guest, on which both sides agree. */
final class Rings {
    /** Modes with which several threads share a side. */
    static final List<SyncMode> SHARED = List.of(SyncMode.MULTI, SyncMode.MULTI_RTS, SyncMode.MULTI_HTS);

    private static final int ENTRIES = 256;

    private Rings() {}

    static String out(SyncMode mode) {
        return "out-" + mode;
    }

    static String back(SyncMode mode) {
        return "back-" + mode;
    }

    static String mixed(SyncMode mode) {
        return "mixed-" + mode;
    }

    /** What a guest took, to the host. */
    static String report(int party) {
        return "report-" + party;
    }

    static Ring create(Region region, String name, SyncMode mode) {
        return Ring.create(
                region, name, RingSpec.ofEntries(ENTRIES).withProducers(mode).withConsumers(mode));
    }
}
