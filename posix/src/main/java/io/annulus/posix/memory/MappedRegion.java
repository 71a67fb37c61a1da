// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.memory;

import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.BiFunction;

/** Regions in memory that has no path of its own to open. Closing such a region unmaps it; the memory stays its owner's. */
public final class MappedRegion {
    private MappedRegion() {}

    /**
     * Creates a region in shared memory that is all zero.
     *
     * @param memory large enough for it
     * @param spec size and capacities; its permissions are not used
     * @return the region
     */
    public static Region create(SharedMemory memory, RegionSpec spec) {
        return mapped(memory, (mapped, arena) -> Region.createIn(mapped, spec, arena, memory.toString()));
    }

    /**
     * Opens the region in shared memory.
     *
     * @param memory with a region at its start
     * @return the region
     */
    public static Region attach(SharedMemory memory) {
        return mapped(memory, (mapped, arena) -> Region.attach(mapped, arena, memory.toString()));
    }

    @SuppressWarnings("MustBeClosedChecker") // The region owns its arena from here on, and closes it.
    private static Region mapped(SharedMemory memory, BiFunction<MemorySegment, Arena, Region> make) {
        Arena arena = Arena.ofShared();
        try {
            return make.apply(memory.map(arena), arena);
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }
}
