// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import io.annulus.region.AbiProfile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Sets an idle, empty ring's indices as if so many elements had gone through it. */
final class RingStart {
    private static final ValueLayout.OfInt INDEX = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);

    private RingStart() {}

    static void at(MemorySegment ring, AbiProfile profile, int position) {
        long block = (1L + profile.guardLines()) * profile.cacheLine();
        for (long side = block; side <= 2 * block; side += block) {
            ring.set(INDEX, side, position);
            ring.set(INDEX, side + Integer.BYTES, position);
        }
    }
}
