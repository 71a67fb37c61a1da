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
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/**
 * The directory as its one changer sees it; exists only while {@link DirectoryLock} is held.
 *
 * <p>Each change is a sequence of steps such that a death between any two leaves something the next changer can finish or
 * undo by looking at the entry alone ({@link #repair}): an object is RESERVED until its last byte is written, its space
 * is taken from <em>zones end</em> only after RESERVED says where it lies, and removal is the one store of REMOVED.
 */
final class DirectoryChange {
    private final MemorySegment memory;
    private final Directory directory;
    private final Extents extents;
    private final String where;

    DirectoryChange(MemorySegment memory, Directory directory, Extents extents, String where) {
        this.memory = memory;
        this.directory = directory;
        this.extents = extents;
        this.where = where;
    }

    /** Undoes or finishes what a dead changer left half done. */
    void repair() {
        for (int i = 0; i < directory.capacity(); i++) {
            int state = directory.state(i);
            if (state == RESERVED) {
                directory.setState(i, extents.isTaken(i) ? REMOVED : FREE);
            } else if (state == RESETTING) {
                zeroListedWords(i);
                directory.setState(i, READY);
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
        Extents.Reserved reserved = extents.reserve(spec);
        int index = reserved.entry();
        MemorySegment zone = memory.asSlice(reserved.offset(), spec.length());
        Words.zero(zone, 0, spec.length());
        write.accept(zone);
        long entry = directory.at(index);
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
        directory.setState(index, READY);
        return new Zone(
                spec.name(), spec.kind(), reserved.offset(), spec.length(), spec.elementSize(), index, generation);
    }

    /** Takes the name away. Whoever holds the object keeps it; its space is used again when nobody does. */
    void remove(Zone zone) {
        requireCurrent(zone);
        directory.setState(zone.entry(), REMOVED);
    }

    /**
     * Sets up to four 64-bit words of an object to 0 while no role of it is open and none can be opened.
     *
     * <p>A role writes its line and then looks at the state; we write the state and then look at the lines, each with a full
     * fence between: one of the two sees the other. Only when nobody is there are the words listed in the entry, the
     * first of them last: it is the mark that the next changer may finish what a death interrupted.
     */
    void zeroWords(Zone zone, int... offsetsInZone) {
        requireCurrent(zone);
        int index = zone.entry();
        Words.storeOpaqueInt(memory, zeroWordAt(index, 0), DirectoryLayout.NO_WORD);
        directory.setState(index, RESETTING);
        boolean used = extents.isUsed(zone);
        if (!used) {
            for (int i = DirectoryLayout.ZERO_WORDS - 1; i >= 0; i--) {
                int offset = i < offsetsInZone.length ? offsetsInZone[i] : DirectoryLayout.NO_WORD;
                Words.storeReleaseInt(memory, zeroWordAt(index, i), offset);
            }
            zeroListedWords(index);
        }
        directory.setState(index, READY);
        if (used) {
            throw new AnnulusException(
                    Reason.IN_USE,
                    where + ": '" + zone.name() + "' has open roles, so it cannot be reset",
                    "Close its producers and consumers first");
        }
    }

    private void zeroListedWords(int index) {
        if (Words.loadAcquireInt(memory, zeroWordAt(index, 0)) == DirectoryLayout.NO_WORD) {
            return; // The list was not complete, so nothing has been zeroed, and roles may be open.
        }
        Extents.Reserved zone = extents.find(index);
        for (int i = 0; i < DirectoryLayout.ZERO_WORDS && zone != null; i++) {
            long word = Words.loadOpaqueInt(memory, zeroWordAt(index, i));
            if (word > DirectoryLayout.NO_WORD && word % Long.BYTES == 0 && word <= zone.extent() - Long.BYTES) {
                Words.storeReleaseLong(memory, zone.offset() + word, 0);
            }
        }
    }

    private long zeroWordAt(int index, int i) {
        return directory.at(index) + DirectoryLayout.ZERO_WORDS_OFFSET + (long) i * Integer.BYTES;
    }

    private void requireCurrent(Zone zone) {
        if (!directory.isCurrent(zone)) {
            throw Region.removed(where, zone);
        }
    }
}
