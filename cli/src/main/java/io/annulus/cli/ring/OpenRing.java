// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.argument.RegionPath;
import io.annulus.inspect.RingSnapshot;
import io.annulus.region.Access;
import io.annulus.region.Region;
import io.annulus.ring.Ring;
import java.lang.foreign.Arena;

/**
 * A ring and what holds its memory mapped.
 *
 * @param ring attached
 * @param offset where it starts, in the region or in the file
 * @param mapping to be closed after its last use
 */
record OpenRing(Ring ring, long offset, Mapping mapping) implements AutoCloseable {

    /** What can be unmapped. */
    @FunctionalInterface
    interface Mapping {
        void unmap();
    }

    /** The ring of a name in a region. */
    static OpenRing named(RegionPath place, String name, Access access) {
        Region region = place.open(access);
        try {
            Ring ring = Ring.attach(region, name);
            return new OpenRing(ring, ring.info().offset(), region::close);
        } catch (RuntimeException | Error e) {
            region.close();
            throw e;
        }
    }

    /** The ring at a place in any file. */
    @SuppressWarnings("MustBeClosedChecker") // Handed over as the mapping.
    static OpenRing raw(RegionPath place, RawLocation location, Access access) {
        Arena arena = Arena.ofShared();
        try {
            Ring ring = Ring.attachRaw(
                    RawFile.map(place, location.offset(), access, arena),
                    location.elementSize(),
                    location.profile(),
                    place.lockedOperations());
            return new OpenRing(ring, location.offset(), arena::close);
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    /** The ring as it is now. */
    RingSnapshot look() {
        return RingSnapshot.of(ring).at(offset);
    }

    @Override
    public void close() {
        mapping.unmap();
    }
}
