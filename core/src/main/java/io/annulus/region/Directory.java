// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import static io.annulus.region.DirectoryLayout.ENTRY_SIZE;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory as readers see it: entries are read at any time, without a lock.
 *
 * <p>An entry counts if its state is READY both before and after its fields were read (all with acquire), and its
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

    /** Whether a zone read earlier is still there. */
    boolean isCurrent(Zone zone) {
        return generation(zone.entry()) == zone.generation() && state(zone.entry()) == DirectoryLayout.READY;
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
            if (state(i) == DirectoryLayout.READY && name.equals(name(i))) {
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

    private Zone read(int index) {
        long entry = at(index);
        if (state(index) != DirectoryLayout.READY) {
            return null;
        }
        long generation = generation(index);
        String name = name(index);
        int kind = Words.loadAcquireInt(memory, entry + DirectoryLayout.KIND_OFFSET);
        long offset = Words.loadAcquireLong(memory, entry + DirectoryLayout.OFFSET_OFFSET);
        long length = Words.loadAcquireLong(memory, entry + DirectoryLayout.LENGTH_OFFSET);
        long extent = Words.loadAcquireLong(memory, entry + DirectoryLayout.EXTENT_OFFSET);
        int elementSize = Words.loadAcquireInt(memory, entry + DirectoryLayout.ELEMENT_SIZE_OFFSET);
        if (state(index) != DirectoryLayout.READY || generation(index) != generation) {
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
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.US_ASCII);
    }
}
