// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * What a new region shall be.
 *
 * @param sizeBytes of the whole region, header and all; rounded up to whole pages of 4096 bytes when it is created
 * @param directoryCapacity how many zones it can name, 1 to 65 536
 * @param participantCapacity how many roles can be open at a time, 1 to 65 536
 * @param profile the layout of the rings in it
 * @param permissions of the file, whatever the umask says
 */
public record RegionSpec(
        long sizeBytes,
        int directoryCapacity,
        int participantCapacity,
        AbiProfile profile,
        Set<PosixFilePermission> permissions) {
    private static final int DEFAULT_CAPACITY = 256;
    private static final int MOST = 65_536;

    /** Checks the numbers. */
    public RegionSpec {
        permissions = Set.copyOf(permissions);
        requireCapacity("directory", directoryCapacity);
        requireCapacity("participant", participantCapacity);
        long least = HeaderLayout.zonesOffset(directoryCapacity, participantCapacity) + HeaderLayout.HEADER_SIZE;
        if (sizeBytes < least || sizeBytes > Long.MAX_VALUE - HeaderLayout.HEADER_SIZE) {
            throw new AnnulusException(
                    Reason.BAD_SPEC,
                    "region size: expected at least " + least + " bytes for " + directoryCapacity
                            + " directory entries and " + participantCapacity + " participants, found " + sizeBytes,
                    "Ask for a larger region, or for fewer entries and participants");
        }
    }

    /**
     * A region of a size, everything else as usual: 256 zones, 256 participants, the host's layout, mode 0600.
     *
     * @param sizeBytes of the whole region
     * @return the specification
     */
    public static RegionSpec ofSize(long sizeBytes) {
        return ofSize(sizeBytes, DEFAULT_CAPACITY, DEFAULT_CAPACITY);
    }

    /**
     * A region of a size and with capacities of its own, everything else as usual: the host's layout, mode 0600.
     *
     * @param sizeBytes of the whole region
     * @param zones directory entries
     * @param participants participant lines
     * @return the specification
     */
    public static RegionSpec ofSize(long sizeBytes, int zones, int participants) {
        return new RegionSpec(
                sizeBytes, zones, participants, AbiProfile.host(), PosixFilePermissions.fromString("rw-------"));
    }

    /**
     * The same with another ring layout.
     *
     * @param other cache line and guard lines
     * @return a new specification
     */
    public RegionSpec withProfile(AbiProfile other) {
        return new RegionSpec(sizeBytes, directoryCapacity, participantCapacity, other, permissions);
    }

    /**
     * The same with other file permissions, to share a region with a group.
     *
     * @param others such as {@code PosixFilePermissions.fromString("rw-rw----")}
     * @return a new specification
     */
    public RegionSpec withPermissions(Set<PosixFilePermission> others) {
        return new RegionSpec(sizeBytes, directoryCapacity, participantCapacity, profile, others);
    }

    private static void requireCapacity(String what, int capacity) {
        if (capacity < 1 || capacity > MOST) {
            throw new AnnulusException(
                    Reason.BAD_SPEC,
                    what + " capacity: expected 1 to " + MOST + ", found " + capacity,
                    "Choose a number in that range");
        }
    }
}
