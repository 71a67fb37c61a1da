// SPDX-License-Identifier: Apache-2.0
package io.annulus.memory;

import java.lang.foreign.MemorySegment;

/** The point every access to shared memory passes, for tools that watch or interleave them. */
public final class Probe {
    private Probe() {}

    /**
     * Called before an access to a shared word; does nothing.
     *
     * @param segment the memory about to be accessed
     * @param offset the offset of the word in bytes
     */
    public static void before(MemorySegment segment, long offset) {}
}
