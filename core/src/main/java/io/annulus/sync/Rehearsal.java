// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.memory.Mapping;
import java.lang.foreign.Arena;

/**
 * Every step that can come between the move of a head and that of its tail, taken once on memory of our own before the
 * first role is opened. What the JVM loads and links at first use is so loaded here, where it may take its time, allocate,
 * and fail.
 */
final class Rehearsal {
    private static final int OWN = 128;
    private static final int OPPOSITE = 256;
    private static final int BYTES = 384;
    private static final int CAPACITY = 1;

    // Not a static initialiser: one that failed for want of memory could not be tried again.
    private static volatile boolean held;

    private Rehearsal() {}

    static void held() {
        if (!held) {
            for (int syncType = HeadTailLayout.MULTI; syncType <= HeadTailLayout.MULTI_HTS; syncType++) {
                rehearse(syncType);
            }
            Backoff.pauseInEachWay();
            held = true;
        }
    }

    private static void rehearse(int syncType) {
        Mapping mapping = Mapping.of(Arena.ofAuto().allocate(BYTES, OWN));
        Whereabouts where = new Whereabouts("rehearsal", () -> "");
        Side side = new Side(mapping, syncType, OWN, OPPOSITE, CAPACITY, CAPACITY, where);
        SideSync sync = new SideSync(side, 1);
        long reserved = Dispatch.reserve(side, sync, mapping, 1, 1);
        if (Reserved.count(reserved) != 1) {
            throw new IllegalStateException("an empty ring had no room");
        }
        Dispatch.hold(sync, reserved);
        Dispatch.publish(side, sync, mapping, Reserved.position(reserved), 1);
        TailWait.until(side, sync, 1);
    }
}
