// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.liveness.ParticipantInfo;
import io.annulus.liveness.Purpose;
import io.annulus.region.ClaimPolicy;
import io.annulus.region.EntryInfo;
import io.annulus.region.LockedOperations;
import io.annulus.region.Region;
import io.annulus.region.Zone;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * A ring in a region's directory: roles are written into the region, and SINGLE sides are claimed.
 *
 * @param region where it is
 * @param zone its extent
 */
record RegionPlace(Region region, Zone zone) implements RolePlace {

    @Override
    public void requireUsable() {
        region.requireWritable();
    }

    @Override
    public LockedOperations lockedOperations() {
        return region.lockedOperations();
    }

    @Override
    public Runnable take(Purpose purpose, SyncMode mode, ClaimPolicy policy) {
        return region.join(zone, purpose, mode.number(), policy)::close;
    }

    @Override
    public boolean claims() {
        return true;
    }

    @Override
    public MemorySegment memory() {
        return region.memory();
    }

    @Override
    public Mover mover() {
        return Movers.of(region);
    }

    @Override
    public long offset() {
        return zone.offset();
    }

    @Override
    public Optional<EntryInfo> entry() {
        return Optional.of(region.entry(zone));
    }

    @Override
    public List<ParticipantInfo> participants(Purpose side) {
        return region.participants().stream()
                .filter(p -> p.occupation() != null
                        && p.occupation().purpose() == side
                        && p.occupation().uses(zone.entry(), zone.generation()))
                .toList();
    }

    @Override
    public void reset(int... words) {
        region.zeroWords(zone, words);
    }
}
