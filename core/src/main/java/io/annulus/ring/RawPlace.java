// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.ParticipantInfo;
import io.annulus.liveness.Purpose;
import io.annulus.memory.Words;
import io.annulus.region.ClaimPolicy;
import io.annulus.region.EntryInfo;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A ring in memory that only the caller knows: roles are counted in this process and claimed nowhere. */
final class RawPlace implements RolePlace {
    private static final int RESETTING = -1;

    private final MemorySegment memory;
    private final AtomicInteger openRoles = new AtomicInteger();

    RawPlace(MemorySegment memory) {
        this.memory = memory;
    }

    @Override
    public Runnable take(Purpose purpose, SyncMode mode, ClaimPolicy policy) {
        if (memory.isReadOnly()) {
            throw readOnly();
        }
        if (openRoles.getAndUpdate(n -> n == RESETTING ? n : n + 1) == RESETTING) {
            throw new AnnulusException(
                    Reason.IN_USE, "raw ring: it is being reset by another thread", "Take the role again afterwards");
        }
        return openRoles::decrementAndGet;
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
        int open = openRoles.compareAndExchange(0, RESETTING);
        if (open != 0) {
            throw new AnnulusException(
                    Reason.IN_USE,
                    "raw ring: " + open + " roles taken through this object are open, so it cannot be reset",
                    "Close its producers and consumers first");
        }
        for (int word : words) {
            Words.storeReleaseLong(memory, word, 0);
        }
        openRoles.set(0);
    }
}
