// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import static io.annulus.region.DirectoryLayout.FREE;
import static io.annulus.region.DirectoryLayout.READY;
import static io.annulus.region.DirectoryLayout.REMOVED;
import static io.annulus.region.DirectoryLayout.RESERVED;
import static io.annulus.region.DirectoryLayout.RESETTING;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.IdentityWord;
import io.annulus.liveness.ParticipantInfo;
import io.annulus.liveness.Participants;
import io.annulus.liveness.Verdict;
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Consumer;

/**
 * The directory as its one changer sees it; exists only while {@link DirectoryLock} is held.
 *
 * <p>Each change is a sequence of steps such that a death between any two leaves something the next changer can finish or
 * undo by looking at the state alone ({@link #repair}): an object is RESERVED until its last byte is written, its space
 * is taken from <em>zones end</em> only after RESERVED says where it lies, and removal is the one store of REMOVED.
 */
final class DirectoryChange {
    private final MemorySegment memory;
    private final Header header;
    private final Directory directory;
    private final Participants participants;
    private final String where;

    DirectoryChange(MemorySegment memory, Header header, Directory directory, Participants participants, String where) {
        this.memory = memory;
        this.header = header;
        this.directory = directory;
        this.participants = participants;
        this.where = where;
    }

    /** Undoes or finishes what a dead changer left half done. */
    void repair() {
        for (int i = 0; i < directory.capacity(); i++) {
            int state = directory.state(i);
            if (state == RESERVED) {
                long offset = Words.loadOpaqueLong(memory, directory.at(i) + DirectoryLayout.OFFSET_OFFSET);
                setState(i, zonesEnd() <= offset ? FREE : REMOVED);
            } else if (state == RESETTING) {
                zeroListedWords(i);
                setState(i, READY);
            }
        }
    }

    /** Makes a new object; its name appears when {@code write} has returned. */
    Zone create(ZoneSpec spec, long owner, Consumer<MemorySegment> write) {
        if (directory.find(spec.name()) != null) {
            throw new AnnulusException(
                    Reason.ALREADY_EXISTS,
                    where + ": '" + spec.name() + "' exists already",
                    "Choose another name, or remove it: annulus ring remove " + where + " " + spec.name());
        }
        long extent = HeaderLayout.roundUp(spec.length() + spec.spare(), DirectoryLayout.ZONE_ALIGNMENT);
        int reused = smallestReusable(extent);
        int index = reused >= 0 ? reused : reserveNew(spec, extent);
        long entry = directory.at(index);
        if (reused >= 0) {
            setState(index, RESERVED);
        }
        long offset = Words.loadOpaqueLong(memory, entry + DirectoryLayout.OFFSET_OFFSET);
        MemorySegment zone = memory.asSlice(offset, spec.length());
        Words.zero(zone, 0, spec.length());
        write.accept(zone);
        long generation = directory.generation(index) + 1;
        Words.storeOpaqueLong(memory, entry + DirectoryLayout.GENERATION_OFFSET, generation);
        Words.storeOpaqueInt(
                memory, entry + DirectoryLayout.KIND_OFFSET, spec.kind().number());
        Words.storeOpaqueLong(memory, entry + DirectoryLayout.LENGTH_OFFSET, spec.length());
        Words.storeOpaqueInt(memory, entry + DirectoryLayout.ELEMENT_SIZE_OFFSET, spec.elementSize());
        Words.storeOpaqueInt(memory, entry + DirectoryLayout.FOREIGN_OFFSET, 0);
        Words.storeOpaqueLong(memory, entry + DirectoryLayout.OWNER_OFFSET, owner);
        Words.storeOpaqueLong(memory, entry + DirectoryLayout.PRODUCER_CLAIM_OFFSET, IdentityWord.NOBODY);
        Words.storeOpaqueLong(memory, entry + DirectoryLayout.CONSUMER_CLAIM_OFFSET, IdentityWord.NOBODY);
        Words.storeBytes(memory, entry + DirectoryLayout.NAME_OFFSET, spec.nameBytes());
        setState(index, READY);
        return new Zone(spec.name(), spec.kind(), offset, spec.length(), spec.elementSize(), index, generation);
    }

    /** Takes the name away. Whoever holds the object keeps it; its space is used again when nobody does. */
    void remove(Zone zone) {
        requireCurrent(zone);
        setState(zone.entry(), REMOVED);
    }

    /**
     * Sets up to four 64-bit words of an object to 0 while no role of it is open and none can be opened. Which words is
     * written into the entry first, so that the next changer can finish what a death interrupted.
     */
    void zeroWords(Zone zone, int... offsetsInZone) {
        requireCurrent(zone);
        for (int i = 0; i < DirectoryLayout.ZERO_WORDS; i++) {
            int offset = i < offsetsInZone.length ? offsetsInZone[i] : DirectoryLayout.NO_WORD;
            Words.storeOpaqueInt(memory, zeroWordAt(zone.entry(), i), offset);
        }
        setState(zone.entry(), RESETTING);
        // A role writes its line and then looks at the state; we have written the state and now look at the lines, each
        // with a full fence between: one of the two sees the other.
        boolean inUse = isUsed(living(), zone.entry(), zone.generation());
        if (!inUse) {
            zeroListedWords(zone.entry());
        }
        setState(zone.entry(), READY);
        if (inUse) {
            throw new AnnulusException(
                    Reason.IN_USE,
                    where + ": '" + zone.name() + "' has open roles, so it cannot be reset",
                    "Close its producers and consumers first");
        }
    }

    private void zeroListedWords(int index) {
        long entry = directory.at(index);
        long offset = Words.loadOpaqueLong(memory, entry + DirectoryLayout.OFFSET_OFFSET);
        long extent = Words.loadOpaqueLong(memory, entry + DirectoryLayout.EXTENT_OFFSET);
        for (int i = 0; i < DirectoryLayout.ZERO_WORDS && isInside(offset, extent); i++) {
            long word = Words.loadOpaqueInt(memory, zeroWordAt(index, i));
            if (word > DirectoryLayout.NO_WORD && word % Long.BYTES == 0 && word <= extent - Long.BYTES) {
                Words.storeReleaseLong(memory, offset + word, 0);
            }
        }
    }

    private long zeroWordAt(int index, int i) {
        return directory.at(index) + DirectoryLayout.ZERO_WORDS_OFFSET + (long) i * Integer.BYTES;
    }

    private int reserveNew(ZoneSpec spec, long extent) {
        int index = firstFree();
        long offset = zonesEnd();
        if (extent > header.size() - offset) {
            throw new AnnulusException(
                    Reason.NO_SPACE,
                    where + ": expected " + extent + " bytes for '" + spec.name() + "', found "
                            + (header.size() - offset) + " of " + header.size() + " left in the region",
                    "Remove what is no longer used, ask for less, or create a larger region");
        }
        long entry = directory.at(index);
        Words.storeOpaqueLong(memory, entry + DirectoryLayout.OFFSET_OFFSET, offset);
        Words.storeOpaqueLong(memory, entry + DirectoryLayout.EXTENT_OFFSET, extent);
        setState(index, RESERVED);
        Words.storeReleaseLong(memory, HeaderLayout.ZONES_END_OFFSET, offset + extent);
        return index;
    }

    private int firstFree() {
        for (int i = 0; i < directory.capacity(); i++) {
            if (directory.state(i) == FREE) {
                return i;
            }
        }
        throw new AnnulusException(
                Reason.DIRECTORY_FULL,
                where + ": all " + directory.capacity() + " directory entries are taken",
                "Remove what is no longer used, or create a region with a larger directory");
    }

    // Best fit among removed extents. One that a C program opened is out: nobody can tell whether it still writes
    // there.
    private int smallestReusable(long extent) {
        List<ParticipantInfo> living = living();
        int best = -1;
        long bestExtent = Long.MAX_VALUE;
        for (int i = 0; i < directory.capacity(); i++) {
            if (directory.state(i) != REMOVED) {
                continue;
            }
            long entry = directory.at(i);
            long found = Words.loadOpaqueLong(memory, entry + DirectoryLayout.EXTENT_OFFSET);
            long offset = Words.loadOpaqueLong(memory, entry + DirectoryLayout.OFFSET_OFFSET);
            boolean foreign = Words.loadAcquireInt(memory, entry + DirectoryLayout.FOREIGN_OFFSET) != 0;
            boolean fits = found >= extent && found < bestExtent && isInside(offset, found);
            if (fits && !foreign && !isUsed(living, i, directory.generation(i))) {
                best = i;
                bestExtent = found;
            }
        }
        return best;
    }

    private boolean isInside(long offset, long extent) {
        return offset >= header.zonesOffset()
                && offset % DirectoryLayout.ZONE_ALIGNMENT == 0
                && offset <= header.size()
                && extent >= 0
                && extent <= header.size() - offset;
    }

    // Everyone who is not certainly dead.
    private List<ParticipantInfo> living() {
        return participants.list().stream()
                .filter(p -> p.verdict() != Verdict.DEAD)
                .toList();
    }

    private static boolean isUsed(List<ParticipantInfo> living, int index, long generation) {
        return living.stream()
                .anyMatch(p -> p.occupation() != null && p.occupation().uses(index, generation));
    }

    private void requireCurrent(Zone zone) {
        if (!directory.isCurrent(zone)) {
            throw Region.removed(where, zone);
        }
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

    private void setState(int index, int state) {
        Words.storeReleaseInt(memory, directory.at(index) + DirectoryLayout.STATE_OFFSET, state);
        Words.fullFence();
    }
}
