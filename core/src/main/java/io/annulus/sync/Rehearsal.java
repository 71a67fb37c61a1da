// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

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
        MemorySegment memory = Arena.ofAuto().allocate(BYTES, OWN);
        SideSync sync = Dispatch.of(
                new Side(memory, OWN, OPPOSITE, CAPACITY, CAPACITY, new Whereabouts("rehearsal", () -> "")), syncType);
        if (Dispatch.reserve(sync, 1, 1) != 1) {
            throw new IllegalStateException("an empty ring had no room");
        }
        Dispatch.hold(sync, 1);
        Dispatch.publish(sync, 1);
        TailWait.until(sync, 1);
    }
}
