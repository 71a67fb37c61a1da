// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import static io.annulus.region.DirectoryLayout.FREE;
import static io.annulus.region.DirectoryLayout.REMOVED;
import static io.annulus.region.DirectoryLayout.RESERVED;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.ParticipantInfo;
import io.annulus.liveness.Verdict;
import io.annulus.memory.Words;
import io.annulus.participants.Participants;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Where new objects go; used only while {@link DirectoryLock} is held.
 *
 * <p>First choice is the smallest removed extent that is large enough and free to use: no C program opened it, and no
 * participant that is not certainly dead holds it. Otherwise the removed extents at the very end are given back, and new
 * space is taken behind what is left. Giving back makes the entry FREE before it lowers <em>zones end</em>: a death in
 * between costs that space, and never lets two objects overlap.
 */
final class Extents {
    private final MemorySegment memory;
    private final Header header;
    private final Directory directory;
    private final Participants participants;
    private final String where;

    Extents(MemorySegment memory, Header header, Directory directory, Participants participants, String where) {
        this.memory = memory;
        this.header = header;
        this.directory = directory;
        this.participants = participants;
        this.where = where;
    }

    /** An entry and its extent, read once and checked to lie among the zones. */
    record Reserved(int entry, long offset, long extent) {}

    /** Reserves an entry with room for the object: state RESERVED. */
    Reserved reserve(ZoneSpec spec) {
        long extent = HeaderLayout.roundUp(spec.length() + spec.spare(), DirectoryLayout.ZONE_ALIGNMENT);
        List<ParticipantInfo> living = living();
        Reserved best = null;
        for (int i = 0; i < directory.capacity(); i++) {
            Reserved found = reusable(i, living);
            if (found != null && found.extent() >= extent && (best == null || found.extent() < best.extent())) {
                best = found;
            }
        }
        if (best != null) {
            directory.setState(best.entry(), RESERVED);
            return best;
        }
        giveBackTheLast(living);
        return reserveNew(spec, extent, living);
    }

    // A removed extent that nobody can be using any more, or null.
    private Reserved reusable(int index, List<ParticipantInfo> living) {
        if (directory.state(index) != REMOVED || isForeign(index)) {
            return null;
        }
        return isUsed(living, index, directory.generation(index)) ? null : find(index);
    }

    private void giveBackTheLast(List<ParticipantInfo> living) {
        boolean found = true;
        while (found) {
            found = false;
            for (int i = 0; i < directory.capacity(); i++) {
                Reserved last = reusable(i, living);
                if (last != null && last.offset() + last.extent() == zonesEnd()) {
                    directory.setState(i, FREE);
                    Words.storeReleaseLong(memory, HeaderLayout.ZONES_END_OFFSET, last.offset());
                    found = true;
                }
            }
        }
    }

    private Reserved reserveNew(ZoneSpec spec, long extent, List<ParticipantInfo> living) {
        long offset = zonesEnd();
        if (extent > header.size() - offset) {
            throw new AnnulusException(
                    Reason.NO_SPACE,
                    where + ": expected " + extent + " bytes for '" + spec.name() + "', found "
                            + (header.size() - offset) + " of " + header.size() + " left in the region",
                    "Remove what was made last and is no longer used, ask for less, or create a larger region");
        }
        int index = freeEntry(living);
        long entry = directory.at(index);
        Words.storeOpaqueLong(memory, entry + DirectoryLayout.OFFSET_OFFSET, offset);
        Words.storeOpaqueLong(memory, entry + DirectoryLayout.EXTENT_OFFSET, extent);
        directory.setState(index, RESERVED);
        Words.storeReleaseLong(memory, HeaderLayout.ZONES_END_OFFSET, offset + extent);
        return new Reserved(index, offset, extent);
    }

    // An entry is worth more than a small extent: if none is free, one whose extent nobody uses is given up.
    private int freeEntry(List<ParticipantInfo> living) {
        for (int i = 0; i < directory.capacity(); i++) {
            if (directory.state(i) == FREE) {
                return i;
            }
        }
        for (int i = 0; i < directory.capacity(); i++) {
            if (directory.state(i) == REMOVED && !isUsed(living, i, directory.generation(i))) {
                directory.setState(i, FREE);
                return i;
            }
        }
        throw new AnnulusException(
                Reason.DIRECTORY_FULL,
                where + ": all " + directory.capacity() + " directory entries are taken",
                "Remove what is no longer used, or create a region with a larger directory");
    }

    /** Whether the space an entry speaks of has been taken from the end of the zones. */
    boolean isTaken(int index) {
        return zonesEnd() > Words.loadOpaqueLong(memory, directory.at(index) + DirectoryLayout.OFFSET_OFFSET);
    }

    /** An entry's extent, or null if what stands there is damaged. */
    Reserved find(int index) {
        long offset = Words.loadOpaqueLong(memory, directory.at(index) + DirectoryLayout.OFFSET_OFFSET);
        long extent = Words.loadOpaqueLong(memory, directory.at(index) + DirectoryLayout.EXTENT_OFFSET);
        boolean inside = offset >= header.zonesOffset()
                && offset % DirectoryLayout.ZONE_ALIGNMENT == 0
                && offset <= header.size()
                && extent >= 0
                && extent % DirectoryLayout.ZONE_ALIGNMENT == 0
                && extent <= header.size() - offset;
        return inside ? new Reserved(index, offset, extent) : null;
    }

    /** Whether anyone who is not certainly dead has a role on the zone. */
    boolean isUsed(Zone zone) {
        return isUsed(living(), zone.entry(), zone.generation());
    }

    private static boolean isUsed(List<ParticipantInfo> living, int index, long generation) {
        return living.stream()
                .anyMatch(p -> p.occupation() != null && p.occupation().uses(index, generation));
    }

    private List<ParticipantInfo> living() {
        return participants.list().stream()
                .filter(p -> p.verdict() != Verdict.DEAD)
                .toList();
    }

    private boolean isForeign(int index) {
        return Words.loadAcquireInt(memory, directory.at(index) + DirectoryLayout.FOREIGN_OFFSET) != 0;
    }

    private long zonesEnd() {
        long end = Words.loadAcquireLong(memory, HeaderLayout.ZONES_END_OFFSET);
        if (end < header.zonesOffset() || end > header.size() || end % DirectoryLayout.ZONE_ALIGNMENT != 0) {
            throw new AnnulusException(
                    Reason.BAD_GEOMETRY,
                    where + ": expected the end of the zones between " + header.zonesOffset() + " and " + header.size()
                            + ", found " + end,
                    "The header is damaged; create the region anew");
        }
        return end;
    }
}
