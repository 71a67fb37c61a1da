// SPDX-License-Identifier: Apache-2.0
package io.annulus.memory;

import java.lang.foreign.MemorySegment;

/**
 * Where tests stand. Empty here, and compiled to nothing; a test build puts another class of this name in front of it, to
 * let a model checker see each access, or to stop a process between two chosen steps.
 */
public final class Probe {
    private Probe() {}

    /**
     * Called before each access to shared memory.
     *
     * @param memory the segment about to be accessed
     * @param offset the first byte of the access in it
     */
    public static void before(MemorySegment memory, long offset) {}

    /**
     * Called before each step that other processes can see but that is not a memory access.
     *
     * @param step what is about to happen, for people
     */
    public static void step(String step) {}
}
