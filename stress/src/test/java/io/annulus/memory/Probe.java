// SPDX-License-Identifier: Apache-2.0
package io.annulus.memory;

import java.lang.foreign.MemorySegment;

/**
 * The test build's probe, in front of the core's empty one on the class path.
 *
 * <p>Two kinds of test stand here. Lincheck cannot see accesses through the VarHandles of memory segments, and would call
 * everything correct; it does see the read of the volatile field below, and so can switch threads before each access. And a
 * crash test sets a {@link Hook}, counts the steps, and stops its process in front of one of them.
 */
public final class Probe {
    private static volatile Hook hook;

    private Probe() {}

    /** Told of each step before it is taken. */
    @FunctionalInterface
    public interface Hook {
        void before(String step);
    }

    public static void set(Hook told) {
        hook = told;
    }

    public static void before(MemorySegment memory, long offset) {
        Hook told = hook;
        if (told != null) {
            told.before("access byte " + offset);
        }
    }

    public static void step(String step) {
        Hook told = hook;
        if (told != null) {
            told.before(step);
        }
    }
}
