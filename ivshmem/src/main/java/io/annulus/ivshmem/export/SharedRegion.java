// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.region.Access;
import io.annulus.region.Region;
import io.annulus.region.RegionInfo;
import io.annulus.region.Zone;
import io.annulus.region.ZoneKind;
import io.annulus.ring.Ring;
import io.annulus.ring.RingInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A region as a virtual machine would see it: all of it.
 *
 * @param where it was found
 * @param file its file, absolute and without links on the way; empty if it is in memory without a name
 * @param bytes of the memory, which is the size of the device
 * @param uuid which region this is
 * @param directoryCapacity how many names it can have
 * @param objects what has a name in it, in the order of its directory
 */
public record SharedRegion(
        String where, Optional<Path> file, long bytes, UUID uuid, int directoryCapacity, List<SharedObject> objects) {
    private static final Path PROCESSES = Path.of("/proc");

    /** Copies the list. */
    public SharedRegion {
        objects = List.copyOf(objects);
    }

    /**
     * Looks at the region in a file, and changes nothing.
     *
     * @param path relative ones are made absolute
     * @return what is there
     * @throws AnnulusException {@link Reason#WRONG_KIND} for memory that has no name of its own, {@link Reason#BAD_NAME} for a
     *     path with control characters, {@link Reason#BAD_GEOMETRY} if the file is longer than the region; or as
     *     {@link Region#open}
     */
    public static SharedRegion inFile(Path path) {
        Path absolute = absolute(path);
        if (absolute.startsWith(PROCESSES)) {
            throw new AnnulusException(
                    Reason.WRONG_KIND,
                    path
                            + ": expected a file that QEMU can open by its name, found memory of a process, which has none",
                    "Create the region in /dev/shm, or share it through a server: annulus ivshmem serve");
        }
        try (Region region = Region.open(absolute, Access.READ_ONLY)) {
            long length = length(absolute);
            if (length != region.info().sizeBytes()) {
                throw new AnnulusException(
                        Reason.BAD_GEOMETRY,
                        absolute + ": expected a file of exactly the region's "
                                + region.info().sizeBytes() + " bytes, found " + length,
                        "What is behind the region is no part of it; create a region that fills its file");
            }
            return of(region, Optional.of(absolute), length);
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new AnnulusException(
                    Reason.IO, file + ": " + e.getMessage(), "See what the operating system says about this file", e);
        }
    }

    static SharedRegion of(Region region, Optional<Path> file, long bytes) {
        RegionInfo info = region.info();
        return new SharedRegion(
                file.map(Path::toString).orElse(info.path()),
                file,
                bytes,
                info.uuid(),
                info.directoryCapacity(),
                region.zones().stream()
                        .map(zone -> new SharedObject(zone, ring(region, zone)))
                        .toList());
    }

    private static Optional<RingInfo> ring(Region region, Zone zone) {
        if (zone.kind() != ZoneKind.RING) {
            return Optional.empty();
        }
        try {
            return Optional.of(Ring.attach(region, zone.name()).info());
        } catch (AnnulusException e) {
            return Optional.empty(); // Damaged: it has its name and extent all the same.
        }
    }

    /** Absolute; the directory without links, so that nothing depends on where QEMU is started. */
    static Path absolute(Path path) {
        if (path.toString().chars().anyMatch(Character::isISOControl)) {
            throw new AnnulusException(
                    Reason.BAD_NAME,
                    "path '" + path.toString().replaceAll("\\p{Cntrl}", "?")
                            + "': expected none of the control characters, found some",
                    "Rename it: command lines and XML cannot carry them");
        }
        Path absolute = path.toAbsolutePath();
        try {
            return absolute.getParent() == null
                    ? absolute
                    : absolute.getParent().toRealPath().resolve(absolute.getFileName());
        } catch (IOException e) {
            return absolute.normalize(); // Opening it says what is wrong.
        }
    }

    /** The last part of its place. */
    String shortName() {
        int slash = where.lastIndexOf('/');
        return where.substring(slash + 1);
    }

    /** All names, for a message. */
    String listed() {
        return objects.isEmpty()
                ? "nothing"
                : objects.stream().map(SharedObject::described).collect(Collectors.joining(", "));
    }
}
