// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.memory.Mapping;
import io.annulus.region.Region;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Which code the roles of a ring use: the common one, or one of the copies of {@link MoverCode} that know their
 * region. A place in a program where rings of three or more regions are used
 * calls what it cannot inline, and every copy is compiled by itself: so only a few regions get one, which is as many as most
 * programs have, and the rings of all others share the common code.
 */
final class Movers {
    /** For any ring anywhere. */
    static final Mover COMMON = new MoverCode();

    private static final int REGIONS = 8;

    private static final Map<Region, Mover> MADE = new WeakHashMap<>();

    private Movers() {}

    static Mover of(Region region) {
        synchronized (MADE) {
            Mover mover = MADE.get(region);
            if (mover == null) {
                mover = MADE.size() < REGIONS ? new Code(Mapping.of(region.memory()), null).copy() : COMMON;
                MADE.put(region, mover);
            }
            return mover;
        }
    }
}
