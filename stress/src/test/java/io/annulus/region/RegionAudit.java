// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.participants.ParticipantLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reads a region's file as bytes, as docs/region-format.md describes them, and says whether nobody left anything half done. */
public final class RegionAudit {
    private final MemorySegment bytes;

    private RegionAudit(byte[] bytes) {
        this.bytes = MemorySegment.ofArray(bytes);
    }

    /** An extent that some entry claims. */
    private record Extent(long offset, long length) {}

    public static RegionAudit of(Path region) {
        try {
            return new RegionAudit(Files.readAllBytes(region));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #requireNothingHalfDone}, and there is no space that belongs to nobody. */
    public void requireSettled() {
        assertThat(requireNothingHalfDone()).as("bytes that belong to no entry").isZero();
    }

    /** Nobody is changing anything, and nothing is left of a change; returns the space that belongs to nobody. */
    public long requireNothingHalfDone() {
        assertThat(longAt(HeaderLayout.DIRECTORY_OWNER_OFFSET))
                .as("directory owner")
                .isZero();
        List<Extent> extents = new ArrayList<>();
        for (int i = 0; i < intAt(HeaderLayout.DIRECTORY_CAPACITY_OFFSET); i++) {
            long entry = HeaderLayout.HEADER_SIZE + (long) i * DirectoryLayout.ENTRY_SIZE;
            int state = intAt(entry + DirectoryLayout.STATE_OFFSET);
            assertThat(state)
                    .as("state of entry %d", i)
                    .isIn(DirectoryLayout.FREE, DirectoryLayout.READY, DirectoryLayout.REMOVED);
            if (state != DirectoryLayout.FREE) {
                extents.add(new Extent(
                        longAt(entry + DirectoryLayout.OFFSET_OFFSET), longAt(entry + DirectoryLayout.EXTENT_OFFSET)));
            }
        }
        extents.sort(Comparator.comparingLong(Extent::offset));
        long end = longAt(HeaderLayout.ZONES_OFFSET);
        long used = 0;
        for (Extent extent : extents) {
            assertThat(extent.offset())
                    .as("start of an extent, none over another")
                    .isGreaterThanOrEqualTo(end);
            end = extent.offset() + extent.length();
            used += extent.length();
        }
        long zonesEnd = longAt(HeaderLayout.ZONES_END_OFFSET);
        assertThat(zonesEnd).as("zones end").isGreaterThanOrEqualTo(end);
        return zonesEnd - longAt(HeaderLayout.ZONES_OFFSET) - used;
    }

    /** Lines whose takers died before they were complete: nobody can ever tell who they were. */
    public long lostLines() {
        long lost = 0;
        for (int i = 0; i < intAt(HeaderLayout.PARTICIPANTS_CAPACITY_OFFSET); i++) {
            long line = longAt(HeaderLayout.PARTICIPANTS_OFFSET) + (long) i * ParticipantLayout.LINE_SIZE;
            if (longAt(line) != 0 && longAt(line + Long.BYTES) == 0) {
                lost++;
            }
        }
        return lost;
    }

    /** Files that a creator left under a name of its own. */
    public static List<Path> hiddenFiles(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.getFileName().toString().startsWith(".")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int intAt(long offset) {
        return bytes.get(ValueLayout.JAVA_INT_UNALIGNED, offset);
    }

    private long longAt(long offset) {
        return bytes.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
    }
}
