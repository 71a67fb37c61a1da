// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.ParticipantInfo;
import io.annulus.liveness.Purpose;
import io.annulus.memory.Words;
import io.annulus.region.ClaimPolicy;
import io.annulus.region.EntryInfo;
import io.annulus.region.LockedOperations;
import io.annulus.sync.OpenRoles;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/** A ring in memory that only the caller knows: roles are counted in this process and claimed nowhere. */
final class RawPlace implements RolePlace {
    private final MemorySegment memory;
    private final LockedOperations lockedOperations;
    private final OpenRoles roles = new OpenRoles("raw ring");

    RawPlace(MemorySegment memory, LockedOperations lockedOperations) {
        this.memory = memory;
        this.lockedOperations = lockedOperations;
    }

    @Override
    public void requireUsable() {
        if (memory.isReadOnly()) {
            throw readOnly();
        }
    }

    @Override
    public LockedOperations lockedOperations() {
        return lockedOperations;
    }

    @Override
    public Runnable take(Purpose purpose, SyncMode mode, ClaimPolicy policy) {
        return roles.open();
    }

    static AnnulusException readOnly() {
        return new AnnulusException(
                Reason.READ_ONLY,
                "raw ring: mapped for reading only",
                "Map it for reading and writing to enqueue or dequeue");
    }

    @Override
    public boolean claims() {
        return false;
    }

    @Override
    public MemorySegment memory() {
        return memory;
    }

    @Override
    public Mover mover() {
        return Movers.COMMON;
    }

    @Override
    public long offset() {
        return 0;
    }

    @Override
    public Optional<EntryInfo> entry() {
        return Optional.empty();
    }

    @Override
    public List<ParticipantInfo> participants(Purpose side) {
        return List.of();
    }

    @Override
    public void reset(int... words) {
        roles.whileNone(() -> {
            for (int word : words) {
                Words.storeReleaseLong(memory, word, 0);
            }
        });
    }
}
