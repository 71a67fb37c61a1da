// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.memory.MappedRegion;
import io.annulus.posix.memory.SharedMemory;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.region.Zone;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An Annulus region that fills the memory, with rings in it.
 *
 * @param rings by name, in the order in which they are laid
 */
public record RegionPlan(Map<String, RingSpec> rings) {

    /** Copies the map, in its order. */
    public RegionPlan {
        rings = new LinkedHashMap<>(rings);
    }

    /** Creates the region if there is none yet, and those of its rings that are not there yet. */
    void lay(SharedMemory memory) {
        try (Region region = region(memory)) {
            List<String> present = region.zones().stream().map(Zone::name).toList();
            rings.forEach((name, spec) -> {
                if (!present.contains(name)) {
                    Ring.create(region, name, spec);
                }
            });
        }
    }

    private static Region region(SharedMemory memory) {
        try {
            return MappedRegion.attach(memory);
        } catch (AnnulusException e) {
            if (e.reason() != Reason.NOT_A_REGION) {
                throw e;
            }
            return MappedRegion.create(memory, RegionSpec.ofSize(memory.bytes()));
        }
    }
}
