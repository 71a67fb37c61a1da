// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import io.annulus.sync.SideWords;

/** What the checks of object rings see and do beyond what users can. */
public final class Inside {
    private Inside() {}

    /** The producers' indices. */
    public static SideWords producers(ObjectRing<?> ring) {
        return ring.sides().producers;
    }

    /** The consumers' indices. */
    public static SideWords consumers(ObjectRing<?> ring) {
        return ring.sides().consumers;
    }

    /** While no operation is in progress, each slot that is not empty holds an element that is in the ring. */
    public static void requireTidy(ObjectRing<?> ring) {
        int filled = 0;
        for (int i = 0; i < ring.size(); i++) {
            filled += ring.slots().get(i) == null ? 0 : 1;
        }
        if (filled != ring.count()) {
            throw new IllegalStateException(filled + " slots hold something, for " + ring.count() + " elements");
        }
    }
}
