// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.liveness.IdentityWord;
import io.annulus.liveness.Occupation;
import io.annulus.liveness.Purpose;
import io.annulus.memory.Words;
import io.annulus.participants.Participant;
import io.annulus.participants.Participants;
import java.lang.foreign.MemorySegment;
import java.util.Locale;

/** How a role comes into a region: first its line, then a look whether the zone is still there, then its claim. */
final class Joining {
    private final MemorySegment memory;
    private final Directory directory;
    private final Participants participants;
    private final Users users;
    private final String where;

    Joining(MemorySegment memory, Directory directory, Participants participants, Users users, String where) {
        this.memory = memory;
        this.directory = directory;
        this.participants = participants;
        this.users = users;
        this.where = where;
    }

    Membership join(Zone zone, Purpose purpose, int syncMode, ClaimPolicy claim) {
        users.enter();
        Participant line = null;
        try {
            Occupation occupation = new Occupation(purpose, zone.entry(), zone.generation(), syncMode);
            line = participants.join(occupation, this::releaseClaimsOf);
            // After our line is visible: whoever removes or resets the zone looks at the lines after changing its
            // state.
            if (!directory.isCurrent(zone)) {
                throw Region.removed(where, zone);
            }
            SideClaim side = claim == ClaimPolicy.SHARED ? null : takeSide(zone, purpose, line, claim);
            return new Membership(line, side, users);
        } catch (RuntimeException | Error e) {
            if (line != null) {
                line.close();
            }
            users.leave();
            throw e;
        }
    }

    private SideClaim takeSide(Zone zone, Purpose purpose, Participant line, ClaimPolicy claim) {
        long offset = directory.at(zone.entry())
                + (purpose == Purpose.PRODUCER
                        ? DirectoryLayout.PRODUCER_CLAIM_OFFSET
                        : DirectoryLayout.CONSUMER_CLAIM_OFFSET);
        String what = where + ": the " + purpose.name().toLowerCase(Locale.ROOT) + " side of '" + zone.name() + "'";
        return SideClaim.take(memory, offset, participants, line.word(), claim, what);
    }

    /** Called before the line that proves a death is overwritten; safe to do twice, and by anyone. */
    void releaseClaimsOf(long dead) {
        for (int i = 0; i < directory.capacity(); i++) {
            long entry = directory.at(i);
            Words.compareAndSetLong(memory, entry + DirectoryLayout.PRODUCER_CLAIM_OFFSET, dead, IdentityWord.NOBODY);
            Words.compareAndSetLong(memory, entry + DirectoryLayout.CONSUMER_CLAIM_OFFSET, dead, IdentityWord.NOBODY);
        }
        // Whoever takes the lock next repairs first, as after any death.
        Words.compareAndSetLong(memory, HeaderLayout.DIRECTORY_OWNER_OFFSET, dead, IdentityWord.NOBODY);
    }
}
