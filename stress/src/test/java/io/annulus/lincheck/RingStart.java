// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import io.annulus.region.AbiProfile;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import io.annulus.sync.HeadTailLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Sets an idle, empty ring's indices as if so many elements had gone through it, one in each operation. */
final class RingStart {
    private RingStart() {}

    static void at(MemorySegment ring, AbiProfile profile, RingSpec spec, int position) {
        long block = (1L + profile.guardLines()) * profile.cacheLine();
        side(ring, block, spec.producers(), position);
        side(ring, 2 * block, spec.consumers(), position);
    }

    private static void side(MemorySegment ring, long offset, SyncMode mode, int position) {
        for (long word : HeadTailLayout.indexWords(mode.number())) {
            ring.set(ValueLayout.JAVA_LONG, offset + word, HeadTailLayout.idleAt(position));
        }
    }
}
