// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.ProcessIdentity;
import io.annulus.liveness.Realm;
import io.annulus.memory.Words;
import io.annulus.participants.ParticipantLayout;
import java.lang.foreign.MemorySegment;
import java.util.UUID;

/**
 * A private copy of what the header says, checked; never read from the region again.
 *
 * @param size bytes of the region
 * @param profile layout of its rings
 * @param creator who made it
 * @param uuid which region this is
 * @param epoch one more than that of the region it replaced
 * @param session number of the owner's session when it was opened
 * @param directoryCapacity entries
 * @param participantsOffset first line
 * @param participantCapacity lines
 * @param zonesOffset first byte for zones
 */
record Header(
        long size,
        AbiProfile profile,
        ProcessIdentity creator,
        UUID uuid,
        long epoch,
        long session,
        int directoryCapacity,
        long participantsOffset,
        int participantCapacity,
        long zonesOffset) {
    private static final int MOST = 65_536;
    private static final int FIRST = 1;

    /** Writes the header of a new region into zeroed memory; {@code ready} last. */
    static void write(MemorySegment region, RegionSpec spec, UUID uuid, ProcessIdentity creator) {
        Realm realm = creator.realm();
        Words.storeOpaqueLong(region, HeaderLayout.MAGIC_OFFSET, HeaderLayout.MAGIC);
        Words.storeOpaqueInt(region, HeaderLayout.MAJOR_OFFSET, HeaderLayout.MAJOR);
        Words.storeOpaqueInt(region, HeaderLayout.MINOR_OFFSET, HeaderLayout.MINOR);
        Words.storeOpaqueLong(region, HeaderLayout.SIZE_OFFSET, region.byteSize());
        Words.storeOpaqueInt(
                region, HeaderLayout.CACHE_LINE_OFFSET, spec.profile().cacheLine());
        Words.storeOpaqueInt(
                region, HeaderLayout.GUARD_LINES_OFFSET, spec.profile().guardLines());
        Words.storeOpaqueInt(region, HeaderLayout.PAGE_SIZE_OFFSET, HeaderLayout.HEADER_SIZE);
        Words.storeOpaqueLong(region, HeaderLayout.CREATOR_OFFSET, creator.word());
        Words.storeOpaqueLong(region, HeaderLayout.BOOT_HIGH_OFFSET, Long.reverseBytes(realm.bootHigh()));
        Words.storeOpaqueLong(region, HeaderLayout.BOOT_LOW_OFFSET, Long.reverseBytes(realm.bootLow()));
        Words.storeOpaqueLong(region, HeaderLayout.PID_NAMESPACE_OFFSET, realm.pidNamespace());
        Words.storeOpaqueLong(region, HeaderLayout.TIME_NAMESPACE_OFFSET, realm.timeNamespace());
        Words.storeOpaqueLong(region, HeaderLayout.UUID_HIGH_OFFSET, Long.reverseBytes(uuid.getMostSignificantBits()));
        Words.storeOpaqueLong(region, HeaderLayout.UUID_LOW_OFFSET, Long.reverseBytes(uuid.getLeastSignificantBits()));
        Words.storeOpaqueLong(region, HeaderLayout.EPOCH_OFFSET, FIRST);
        Words.storeOpaqueLong(region, HeaderLayout.SESSION_OFFSET, FIRST);
        Words.storeOpaqueLong(region, HeaderLayout.DIRECTORY_OFFSET, HeaderLayout.HEADER_SIZE);
        Words.storeOpaqueInt(region, HeaderLayout.DIRECTORY_CAPACITY_OFFSET, spec.directoryCapacity());
        Words.storeOpaqueInt(region, HeaderLayout.DIRECTORY_ENTRY_SIZE_OFFSET, DirectoryLayout.ENTRY_SIZE);
        Words.storeOpaqueLong(
                region, HeaderLayout.PARTICIPANTS_OFFSET, HeaderLayout.participantsOffset(spec.directoryCapacity()));
        Words.storeOpaqueInt(region, HeaderLayout.PARTICIPANTS_CAPACITY_OFFSET, spec.participantCapacity());
        Words.storeOpaqueInt(region, HeaderLayout.PARTICIPANT_LINE_SIZE_OFFSET, ParticipantLayout.LINE_SIZE);
        Words.storeOpaqueInt(region, HeaderLayout.PARTICIPANTS_VERSION_OFFSET, ParticipantLayout.VERSION);
        long zonesOffset = HeaderLayout.zonesOffset(spec.directoryCapacity(), spec.participantCapacity());
        Words.storeOpaqueLong(region, HeaderLayout.ZONES_OFFSET, zonesOffset);
        Words.storeOpaqueLong(region, HeaderLayout.ZONES_END_OFFSET, zonesOffset);
        Words.storeReleaseLong(region, HeaderLayout.READY_OFFSET, HeaderLayout.READY);
    }

    /**
     * Reads and checks a header page.
     *
     * @param page the first 4096 bytes: a private copy, so that what is checked is what is used
     * @param available bytes there really are
     * @param where for messages
     */
    static Header read(MemorySegment page, long available, String where) {
        requireMagic(page, where);
        requireVersion(page, where);
        long size = Words.loadOpaqueLong(page, HeaderLayout.SIZE_OFFSET);
        require(size >= HeaderLayout.HEADER_SIZE, where, "a size of 4096 bytes or more", Long.toString(size));
        if (size > available) {
            throw new AnnulusException(
                    Reason.TRUNCATED,
                    where + ": expected " + size + " bytes, as its header says, found " + available,
                    "The file was cut short or copied in part; nothing was changed. Create the region anew");
        }
        AbiProfile profile = new AbiProfile(
                Words.loadOpaqueInt(page, HeaderLayout.CACHE_LINE_OFFSET),
                Words.loadOpaqueInt(page, HeaderLayout.GUARD_LINES_OFFSET));
        int directory = Words.loadOpaqueInt(page, HeaderLayout.DIRECTORY_CAPACITY_OFFSET);
        int participants = Words.loadOpaqueInt(page, HeaderLayout.PARTICIPANTS_CAPACITY_OFFSET);
        requireCapacity(directory, "directory", where);
        requireCapacity(participants, "participants", where);
        requireWord(page, HeaderLayout.DIRECTORY_OFFSET, HeaderLayout.HEADER_SIZE, "directory offset", where);
        long participantsOffset = HeaderLayout.participantsOffset(directory);
        requireWord(page, HeaderLayout.PARTICIPANTS_OFFSET, participantsOffset, "participants offset", where);
        long zonesOffset = HeaderLayout.zonesOffset(directory, participants);
        requireWord(page, HeaderLayout.ZONES_OFFSET, zonesOffset, "zones offset", where);
        int entrySize = Words.loadOpaqueInt(page, HeaderLayout.DIRECTORY_ENTRY_SIZE_OFFSET);
        int lineSize = Words.loadOpaqueInt(page, HeaderLayout.PARTICIPANT_LINE_SIZE_OFFSET);
        int version = Words.loadOpaqueInt(page, HeaderLayout.PARTICIPANTS_VERSION_OFFSET);
        require(
                entrySize == DirectoryLayout.ENTRY_SIZE
                        && lineSize == ParticipantLayout.LINE_SIZE
                        && version == ParticipantLayout.VERSION,
                where,
                "entries of 256 bytes and participant lines of 128 bytes, version 1",
                entrySize + ", " + lineSize + " and " + version);
        require(zonesOffset <= size, where, "a size of " + zonesOffset + " bytes or more", Long.toString(size));
        Realm realm = new Realm(
                Long.reverseBytes(Words.loadOpaqueLong(page, HeaderLayout.BOOT_HIGH_OFFSET)),
                Long.reverseBytes(Words.loadOpaqueLong(page, HeaderLayout.BOOT_LOW_OFFSET)),
                Words.loadOpaqueLong(page, HeaderLayout.PID_NAMESPACE_OFFSET),
                Words.loadOpaqueLong(page, HeaderLayout.TIME_NAMESPACE_OFFSET));
        return new Header(
                size,
                profile,
                new ProcessIdentity(Words.loadOpaqueLong(page, HeaderLayout.CREATOR_OFFSET), realm),
                new UUID(
                        Long.reverseBytes(Words.loadOpaqueLong(page, HeaderLayout.UUID_HIGH_OFFSET)),
                        Long.reverseBytes(Words.loadOpaqueLong(page, HeaderLayout.UUID_LOW_OFFSET))),
                Words.loadOpaqueLong(page, HeaderLayout.EPOCH_OFFSET),
                Words.loadOpaqueLong(page, HeaderLayout.SESSION_OFFSET),
                directory,
                participantsOffset,
                participants,
                zonesOffset);
    }

    /** Whether a page starts as a region's header does, finished or not. */
    static boolean hasMagic(MemorySegment page) {
        return Words.loadOpaqueLong(page, HeaderLayout.MAGIC_OFFSET) == HeaderLayout.MAGIC;
    }

    private static void requireMagic(MemorySegment page, String where) {
        if (!hasMagic(page)) {
            throw new AnnulusException(
                    Reason.NOT_A_REGION,
                    where + ": expected the magic 'ANNULUS\\1', found "
                            + Long.toHexString(Words.loadOpaqueLong(page, HeaderLayout.MAGIC_OFFSET)),
                    "This file is something else and was left alone; give the path of a region");
        }
        if (Words.loadAcquireLong(page, HeaderLayout.READY_OFFSET) != HeaderLayout.READY) {
            throw new AnnulusException(
                    Reason.NOT_A_REGION,
                    where + ": expected a complete region, found one without its ready word",
                    "Its creation never ended, or it was copied meanwhile; remove the file and create it anew");
        }
    }

    private static void requireVersion(MemorySegment page, String where) {
        int major = Words.loadOpaqueInt(page, HeaderLayout.MAJOR_OFFSET);
        int minor = Words.loadOpaqueInt(page, HeaderLayout.MINOR_OFFSET);
        if (major != HeaderLayout.MAJOR || minor != HeaderLayout.MINOR) {
            throw new AnnulusException(
                    Reason.WRONG_VERSION,
                    where + ": expected region format " + HeaderLayout.MAJOR + "." + HeaderLayout.MINOR + ", found "
                            + Integer.toUnsignedString(major) + "." + Integer.toUnsignedString(minor),
                    "Use the Annulus that made it, or create the region anew with this one");
        }
    }

    private static void requireCapacity(int capacity, String what, String where) {
        require(
                capacity >= 1 && capacity <= MOST,
                where,
                "a " + what + " capacity of 1 to " + MOST,
                Integer.toString(capacity));
    }

    private static void requireWord(MemorySegment page, long offset, long expected, String what, String where) {
        long found = Words.loadOpaqueLong(page, offset);
        require(found == expected, where, what + " " + expected, Long.toString(found));
    }

    private static void require(boolean holds, String where, String expected, String found) {
        if (!holds) {
            throw new AnnulusException(
                    Reason.BAD_GEOMETRY,
                    where + ": expected " + expected + " in the header, found " + found,
                    "The header is damaged; nothing was changed. Create the region anew");
        }
    }
}
