// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.liveness.ParticipantInfo;
import io.annulus.liveness.Purpose;
import io.annulus.region.ClaimPolicy;
import io.annulus.region.EntryInfo;
import io.annulus.region.LockedOperations;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/** Where a ring lies, which decides what is known about the roles on it. */
sealed interface RolePlace permits RegionPlace, RawPlace {

    /** Refuses if the ring cannot be written to, or is there no longer. */
    void requireUsable();

    /** Whether the memory is fit for sides for several threads. */
    LockedOperations lockedOperations();

    /** Registers a role, and returns what gives it back. */
    Runnable take(Purpose purpose, SyncMode mode, ClaimPolicy policy);

    /** Whether a SINGLE side taken here is ours alone. */
    boolean claims();

    /** The code for a ring there. */
    Mover mover();

    /** The memory with the ring in it. */
    MemorySegment memory();

    /** Where in it the ring is. */
    long offset();

    /** What the region's directory says of the ring; empty where there is none. */
    Optional<EntryInfo> entry();

    List<ParticipantInfo> participants(Purpose side);

    /** Sets up to four 64-bit words of the ring, given by their offsets, to 0, if no role is open. */
    void reset(int... words);
}
