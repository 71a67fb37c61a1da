// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.error.AnnulusException;
import io.annulus.liveness.IdentityWord;
import io.annulus.liveness.Verdict;
import io.annulus.memory.Words;
import io.annulus.participants.Participants;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The directory and its claims for people: what is damaged is told, and does not hide the rest. */
final class Inventory {
    private final MemorySegment memory;
    private final Directory directory;
    private final Participants participants;

    Inventory(MemorySegment memory, Directory directory, Participants participants) {
        this.memory = memory;
        this.directory = directory;
        this.participants = participants;
    }

    DirectoryInfo directory() {
        List<Zone> zones = new ArrayList<>();
        List<String> damage = new ArrayList<>();
        for (int i = 0; i < directory.capacity(); i++) {
            int state = directory.state(i);
            if (Integer.compareUnsigned(state, DirectoryLayout.RESETTING) > 0) {
                damage.add("directory entry " + i + ": expected a state of 0 to " + DirectoryLayout.RESETTING
                        + ", found " + Integer.toUnsignedString(state) + "; what it named cannot be found any more");
            }
            try {
                Zone zone = directory.read(i);
                if (zone != null) {
                    zones.add(zone);
                }
            } catch (AnnulusException e) {
                damage.add(e.getMessage() + " [" + e.reason().code() + "]");
            }
        }
        Optional<ClaimInfo> changer = claim(HeaderLayout.DIRECTORY_OWNER_OFFSET);
        return new DirectoryInfo(
                zones, damage, changer, Words.loadAcquireLong(memory, HeaderLayout.DIRECTORY_CHANGES_OFFSET));
    }

    EntryInfo entry(Zone zone) {
        long entry = directory.at(zone.entry());
        Optional<ClaimInfo> producer = claim(entry + DirectoryLayout.PRODUCER_CLAIM_OFFSET);
        Optional<ClaimInfo> consumer = claim(entry + DirectoryLayout.CONSUMER_CLAIM_OFFSET);
        ZoneState state = directory.stateOf(zone); // After the claims: they are this zone's if it still is there.
        return state == ZoneState.REMOVED
                ? new EntryInfo(zone, state, Optional.empty(), Optional.empty())
                : new EntryInfo(zone, state, producer, consumer);
    }

    private Optional<ClaimInfo> claim(long offset) {
        while (true) {
            long word = Words.loadAcquireLong(memory, offset);
            if (word == IdentityWord.NOBODY) {
                return Optional.empty();
            }
            ClaimInfo claim = new ClaimInfo(word, participants.judge(word), participants.describe(word));
            // A holder that gave it back and died while we judged it has left nothing behind.
            if (claim.verdict() != Verdict.DEAD || Words.loadAcquireLong(memory, offset) == word) {
                return Optional.of(claim);
            }
        }
    }
}
