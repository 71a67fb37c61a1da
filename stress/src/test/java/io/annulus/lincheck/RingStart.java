// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import io.annulus.objects.Inside;
import io.annulus.objects.ObjectRing;
import io.annulus.region.AbiProfile;
import io.annulus.ring.RingSpec;
import io.annulus.sync.HeadTailLayout;
import io.annulus.sync.SideWords;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Sets an idle, empty ring's indices as if so many elements had gone through it, one in each operation. */
final class RingStart {
    static final int ABOUT_TO_WRAP = -2;

    private RingStart() {}

    static void at(ObjectRing<?> ring, int position) {
        side(Inside.producers(ring), position);
        side(Inside.consumers(ring), position);
    }

    static void at(MemorySegment ring, AbiProfile profile, RingSpec spec, int position) {
        long block = (1L + profile.guardLines()) * profile.cacheLine();
        side(new SideWords(ring, block, spec.producers().number()), position);
        side(new SideWords(ring, 2 * block, spec.consumers().number()), position);
    }

    private static void side(SideWords side, int position) {
        for (long word : HeadTailLayout.indexWords(side.syncType())) {
            side.memory().set(ValueLayout.JAVA_LONG, side.offset() + word, HeadTailLayout.idleAt(position));
        }
    }
}
