// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import static io.annulus.region.DirectoryLayout.ENTRY_SIZE;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory as readers see it: entries are read at any time, without a lock.
 *
 * <p>An entry counts if its state is READY, or RESETTING, both before and after its fields were read (all with acquire), and its
 * generation is the same: whoever changes an entry stores another state first, with release.
 */
final class Directory {
    private final MemorySegment memory;
    private final Header header;
    private final String where;

    Directory(MemorySegment memory, Header header, String where) {
        this.memory = memory;
        this.header = header;
        this.where = where;
    }

    int capacity() {
        return header.directoryCapacity();
    }

    long at(int index) {
        return HeaderLayout.HEADER_SIZE + (long) index * ENTRY_SIZE;
    }

    int state(int index) {
        return Words.loadAcquireInt(memory, at(index) + DirectoryLayout.STATE_OFFSET);
    }

    long generation(int index) {
        return Words.loadAcquireLong(memory, at(index) + DirectoryLayout.GENERATION_OFFSET);
    }

    /** Only for the one changer; with a full fence, so that what it looks at next is looked at after. */
    void setState(int index, int state) {
        Words.storeReleaseInt(memory, at(index) + DirectoryLayout.STATE_OFFSET, state);
        Words.fullFence();
    }

    /** Whether a zone read earlier is still there, and roles on it can be opened. */
    boolean isCurrent(Zone zone) {
        return stateOf(zone) == ZoneState.READY;
    }

    /** What has become of a zone read earlier. */
    ZoneState stateOf(Zone zone) {
        // The state first. If it is READY for our generation, a removal comes later, and whoever uses the extent again
        // will see our line; if it is READY for a later one, the acquire makes the next load return that generation.
        int state = state(zone.entry());
        if (generation(zone.entry()) != zone.generation()) {
            return ZoneState.REMOVED;
        }
        return switch (state) {
            case DirectoryLayout.READY -> ZoneState.READY;
            case DirectoryLayout.RESETTING -> ZoneState.RESETTING;
            default -> ZoneState.REMOVED;
        };
    }

    // A ring that is being reset is there all the same; only roles on it have to wait.
    private boolean isNamed(int index) {
        int state = state(index);
        return state == DirectoryLayout.READY || state == DirectoryLayout.RESETTING;
    }

    /**
     * Notes that somebody uses the zone in a way that leaves no line: its extent is never used again. The caller looks at
     * the zone once more afterwards; see the format document for why that closes the race with its removal.
     */
    void markForeign(Zone zone) {
        Words.storeReleaseInt(memory, at(zone.entry()) + DirectoryLayout.FOREIGN_OFFSET, 1);
        Words.fullFence();
    }

    /** All complete objects, in the order of their entries. */
    List<Zone> zones() {
        List<Zone> zones = new ArrayList<>();
        for (int i = 0; i < capacity(); i++) {
            Zone zone = read(i);
            if (zone != null) {
                zones.add(zone);
            }
        }
        return zones;
    }

    /** The object of that name, or null. */
    Zone find(String name) {
        for (int i = 0; i < capacity(); i++) {
            if (isNamed(i) && name.equals(name(i))) {
                Zone zone = read(i);
                if (zone != null && zone.name().equals(name)) {
                    return zone;
                }
            }
        }
        return null;
    }

    Zone require(String name) {
        Zone zone = find(name);
        if (zone == null) {
            List<String> names = zones().stream().map(Zone::name).toList();
            throw new AnnulusException(
                    Reason.NOT_FOUND,
                    where + ": no '" + name + "' here; "
                            + (names.isEmpty() ? "the region is empty" : "there is " + String.join(", ", names)),
                    "Check the name, or create it: annulus ring create " + where + " " + name + " --entries 1024");
        }
        return zone;
    }

    /** What an entry names; null if nothing. */
    Zone read(int index) {
        long entry = at(index);
        if (!isNamed(index)) {
            return null;
        }
        long generation = generation(index);
        String name = name(index);
        int kind = Words.loadAcquireInt(memory, entry + DirectoryLayout.KIND_OFFSET);
        long offset = Words.loadAcquireLong(memory, entry + DirectoryLayout.OFFSET_OFFSET);
        long length = Words.loadAcquireLong(memory, entry + DirectoryLayout.LENGTH_OFFSET);
        long extent = Words.loadAcquireLong(memory, entry + DirectoryLayout.EXTENT_OFFSET);
        int elementSize = Words.loadAcquireInt(memory, entry + DirectoryLayout.ELEMENT_SIZE_OFFSET);
        if (!isNamed(index) || generation(index) != generation) {
            return null; // Removed while we read.
        }
        requireInside(name, offset, length, extent);
        return new Zone(name, ZoneKind.ofNumber(kind, name), offset, length, elementSize, index, generation);
    }

    private void requireInside(String name, long offset, long length, long extent) {
        boolean inside = offset >= header.zonesOffset()
                && offset % DirectoryLayout.ZONE_ALIGNMENT == 0
                && length >= 1
                && length <= extent
                && offset <= header.size()
                && extent <= header.size() - offset;
        if (!inside) {
            throw new AnnulusException(
                    Reason.BAD_GEOMETRY,
                    where + ": directory entry '" + name + "': expected an extent between " + header.zonesOffset()
                            + " and " + header.size() + ", found offset " + offset + ", length " + length + ", extent "
                            + extent,
                    "The entry is damaged; create the region anew");
        }
    }

    private String name(int index) {
        byte[] bytes = Words.loadBytes(memory, at(index) + DirectoryLayout.NAME_OFFSET, DirectoryLayout.NAME_SIZE);
        return ZoneSpec.printable(bytes);
    }
}
