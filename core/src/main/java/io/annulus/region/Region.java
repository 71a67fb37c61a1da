// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.KernelWitness;
import io.annulus.liveness.ParticipantInfo;
import io.annulus.liveness.Purpose;
import io.annulus.liveness.Verdict;
import io.annulus.memory.Words;
import io.annulus.participants.Participants;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One shared mapping with a directory of named zones. Safe for use by several threads, and by several processes on the
 * same file at the same time; zones can be added and removed while others use theirs.
 *
 * <p>Several regions in one process are the normal shape: everyone who maps a region can write all of it.
 *
 * @see <a href="https://doc.dpdk.org/guides/prog_guide/env_abstraction_layer.html">DPDK: memory zones</a>
 */
public final class Region implements AutoCloseable {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final MemorySegment memory;
    private final Header header;
    private final Arena arena;
    private final Access access;
    private final String where;
    private final LockedOperations lockedOperations;
    private final Directory directory;
    private final Participants participants;
    private final Users users;
    private final Joining joining;
    private final Inventory inventory;

    private Region(
            MemorySegment memory,
            Header header,
            Arena arena,
            Access access,
            String where,
            LockedOperations lockedOperations) {
        this.memory = memory;
        this.header = header;
        this.arena = arena;
        this.access = access;
        this.where = where;
        this.lockedOperations = lockedOperations;
        this.users = new Users(where);
        this.directory = new Directory(memory, header, where);
        this.participants = new Participants(
                memory,
                header.participantsOffset(),
                header.participantCapacity(),
                HeaderLayout.INCARNATIONS_OFFSET,
                new KernelWitness());
        this.joining = new Joining(memory, directory, participants, users, where);
        this.inventory = new Inventory(memory, directory, participants);
    }

    /**
     * Creates a region in a new file and opens it. All of its memory is allocated before the name appears.
     *
     * @param path a name that is free; in {@code /dev/shm} for memory speed
     * @param spec size and capacities
     * @return the region, open for reading and writing
     * @throws AnnulusException if the name is taken, there is not enough room, or access is refused
     */
    @SuppressWarnings("MustBeClosedChecker") // The region owns its arena from here on, and closes it.
    public static Region create(Path path, RegionSpec spec) {
        Arena arena = Arena.ofShared();
        try {
            MemorySegment memory = RegionFile.create(path, spec, arena, file -> RegionMemory.lay(file, spec));
            return attach(memory, arena, path.toString());
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    /**
     * Creates a region in memory of this process alone, for threads and tests.
     *
     * @param spec size and capacities; its permissions are not used
     * @return the region
     */
    @SuppressWarnings("MustBeClosedChecker") // As above.
    public static Region anonymous(RegionSpec spec) {
        Arena arena = Arena.ofShared();
        try {
            long size = HeaderLayout.roundUp(spec.sizeBytes(), HeaderLayout.HEADER_SIZE);
            return createIn(arena.allocate(size, HeaderLayout.HEADER_SIZE), spec, arena, "anonymous");
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    /**
     * Creates a region in memory that somebody else mapped: memory without a name, huge pages, a device.
     *
     * @param memory zeroed, aligned to a page, and at least as large as the region
     * @param spec size and capacities; its permissions are not used
     * @param arena unmaps the memory; the region closes it, unless this throws
     * @param where what to call it in messages
     * @return the region, open for reading and writing
     * @throws AnnulusException {@link Reason#NO_SPACE} if the memory is too small, {@link Reason#ALREADY_EXISTS} if it is not
     *     zero where the header goes
     */
    public static Region createIn(MemorySegment memory, RegionSpec spec, Arena arena, String where) {
        RegionMemory.requireFree(memory, spec, where);
        RegionMemory.lay(memory, spec);
        return attach(memory, arena, where);
    }

    /**
     * Opens a region in memory that somebody else mapped, for reading and writing, or for reading alone if it is mapped so.
     * Writes nothing.
     *
     * @param memory aligned to a page; the region may be shorter
     * @param arena unmaps the memory; the region closes it, unless this throws
     * @param where what to call it in messages
     * @return the region
     * @throws AnnulusException if there is no complete region of this format in it
     */
    public static Region attach(MemorySegment memory, Arena arena, String where) {
        return attach(memory, arena, where, LockedOperations.usual());
    }

    /**
     * As {@link #attach(MemorySegment, Arena, String)}, in memory that may be of an unusual kind, as that of a device.
     *
     * @param memory aligned to a page; the region may be shorter
     * @param arena unmaps the memory; the region closes it, unless this throws
     * @param where what to call it in messages
     * @param lockedOperations whether roles on rings may use them
     * @return the region
     * @throws AnnulusException if there is no complete region of this format in it
     */
    public static Region attach(MemorySegment memory, Arena arena, String where, LockedOperations lockedOperations) {
        Header header = RegionMemory.header(memory, where);
        Access access = memory.isReadOnly() ? Access.READ_ONLY : Access.READ_WRITE;
        return new Region(memory.asSlice(0, header.size()), header, arena, access, where, lockedOperations);
    }

    /**
     * Opens a region for reading and writing. Opening writes nothing.
     *
     * @param path the file
     * @return the region
     * @throws AnnulusException if it is missing, not a complete region of this format, or access is refused
     */
    public static Region open(Path path) {
        return open(path, Access.READ_WRITE);
    }

    /**
     * Opens a region.
     *
     * @param path the file
     * @param access what for
     * @return the region
     * @throws AnnulusException if it is missing, not a complete region of this format, or access is refused
     */
    @SuppressWarnings("MustBeClosedChecker") // As above.
    public static Region open(Path path, Access access) {
        Arena arena = Arena.ofShared();
        try {
            RegionFile.Opened opened = RegionFile.open(path, access, arena);
            return new Region(
                    opened.memory(), opened.header(), arena, access, path.toString(), LockedOperations.usual());
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    /**
     * Where a name leads: one without a directory means {@code /dev/shm}.
     *
     * @param name a path, or the name of a region in {@code /dev/shm}
     * @return its path
     */
    public static Path resolve(String name) {
        return name.contains("/") ? Path.of(name) : SHARED_MEMORY.resolve(name);
    }

    /**
     * The regions in a directory, complete or damaged, that we may read.
     *
     * @param directory such as {@code /dev/shm}
     * @return their paths, sorted
     */
    public static List<Path> list(Path directory) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                directory, p -> !p.getFileName().toString().startsWith("."))) {
            for (Path file : files) {
                if (RegionFile.looksLikeRegion(file)) {
                    found.add(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw FileErrors.listing(directory, e.getCause());
        } catch (IOException e) {
            throw FileErrors.listing(directory, e);
        }
        found.sort(null);
        return found;
    }

    /**
     * Removes a region's name; whoever has it open keeps it, and the memory is freed with the last of them.
     *
     * @param path the file
     * @throws AnnulusException {@link Reason#IN_USE} while participants that are not certainly dead have roles open
     */
    public static void remove(Path path) {
        try (Region region = open(path, Access.READ_ONLY)) {
            List<ParticipantInfo> holders = region.participants().stream()
                    .filter(p -> p.verdict() != Verdict.DEAD)
                    .toList();
            if (!holders.isEmpty()) {
                throw new AnnulusException(
                        Reason.IN_USE,
                        path + ": in use by "
                                + holders.stream()
                                        .map(ParticipantInfo::describe)
                                        .collect(Collectors.joining(", ")),
                        "Close those programs first, or remove it by force: they keep what they have mapped");
            }
        }
        RegionFile.remove(path);
    }

    /**
     * Removes a region's name whoever uses it, and even if the region is damaged; but only if the file begins as a
     * region does.
     *
     * @param path the file
     * @throws AnnulusException {@link Reason#NOT_A_REGION} for any other file
     */
    public static void removeByForce(Path path) {
        if (!RegionFile.looksLikeRegion(path)) {
            RegionFile.header(path); // Says precisely what is wrong.
        }
        RegionFile.remove(path);
    }

    /**
     * What the header says, as read when the region was opened.
     *
     * @return sizes, identities and layout
     */
    public RegionInfo info() {
        users.requireOpen();
        return new RegionInfo(
                where,
                header.size(),
                header.profile(),
                header.uuid(),
                header.epoch(),
                header.session(),
                header.creator(),
                header.directoryCapacity(),
                header.participantCapacity(),
                header.zonesOffset(),
                Words.loadAcquireLong(memory, HeaderLayout.ZONES_END_OFFSET));
    }

    /**
     * The number of the owner's session as it is now, where {@link #info} has the one from when the region was opened. Whoever
     * sees a higher number than before also sees all that the owner wrote before it began that session.
     *
     * @return to be compared without a sign; in memory that others can write, a hint like everything else there
     */
    public long session() {
        users.requireOpen();
        return Words.loadAcquireLong(memory, HeaderLayout.SESSION_OFFSET);
    }

    /**
     * Begins a new session: for the application that owns the region, when it has started again and put in order what is in
     * here. The others see another number, close their roles, and open them anew.
     *
     * <p>One atomic addition, with release: all that was written before is there for whoever loads the new number. If two begin
     * one at the same time, each gets a number of its own, and the higher is the session.
     *
     * @return the number of the new session
     * @throws AnnulusException {@link Reason#READ_ONLY}, {@link Reason#CLOSED}
     */
    public long beginSession() {
        requireWritable();
        return Words.getAndAddLong(memory, HeaderLayout.SESSION_OFFSET, 1) + 1;
    }

    /**
     * Everything that has a name, in the order of the directory.
     *
     * @return a snapshot
     */
    public List<Zone> zones() {
        users.requireOpen();
        return directory.zones();
    }

    /**
     * Finds a zone by name.
     *
     * @param name exactly as it was created
     * @return the zone
     * @throws AnnulusException {@link Reason#NOT_FOUND}, listing what there is
     */
    public Zone zone(String name) {
        users.requireOpen();
        return directory.require(name);
    }

    /**
     * Everything the directory says, where {@link #zones} stops at the first damaged entry.
     *
     * @return a snapshot
     */
    public DirectoryInfo directory() {
        users.requireOpen();
        return inventory.directory();
    }

    /**
     * What the directory says about one zone.
     *
     * @param zone as found in this region
     * @return a snapshot
     */
    public EntryInfo entry(Zone zone) {
        users.requireOpen();
        return inventory.entry(zone);
    }

    /**
     * Adds a zone. Its name appears when {@code write} has returned; {@code write} must not change the directory itself.
     *
     * @param spec name, kind and size
     * @param write fills the zone's zeroed memory
     * @return the zone
     */
    public Zone createZone(ZoneSpec spec, Consumer<MemorySegment> write) {
        return change((change, self) -> change.create(spec, self, write));
    }

    /**
     * Removes a zone's name. Whoever uses the zone keeps it. A ring's space is used again when nobody has a role on it any
     * more; never if a C program opened it, or if it is a raw zone whose memory was handed out.
     *
     * @param name exactly as it was created
     * @throws AnnulusException {@link Reason#NOT_FOUND}, listing what there is
     */
    public void removeZone(String name) {
        change((change, self) -> {
            change.remove(directory.require(name));
            return null;
        });
    }

    /**
     * Sets up to four aligned 64-bit words of a zone to 0 while nobody has a role on it.
     *
     * @param zone as found in this region
     * @param offsetsInZone one to four offsets in bytes from the zone's start, multiples of 8, not 0
     * @throws AnnulusException {@link Reason#IN_USE} while roles are open
     */
    public void zeroWords(Zone zone, int... offsetsInZone) {
        DirectoryLayout.requireZeroWords(zone.length(), offsetsInZone);
        change((change, self) -> {
            change.zeroWords(zone, offsetsInZone);
            return null;
        });
    }

    private <T> T change(BiFunction<DirectoryChange, Long, T> body) {
        requireWritable();
        users.enter();
        try {
            Extents extents = new Extents(memory, header, directory, participants, where);
            DirectoryChange change = new DirectoryChange(memory, directory, extents, where);
            return new DirectoryLock(memory, participants, joining::releaseClaimsOf, where).whileHeld(change, body);
        } finally {
            users.leave();
        }
    }

    /**
     * The memory of all of it, of which every zone's is a slice: for code that is to know one segment only.
     *
     * @return a segment that lives until the region is closed; the region does not know when it is in use
     */
    public MemorySegment memory() {
        users.requireOpen();
        return memory;
    }

    /**
     * The memory of a zone, exactly. Nobody can tell how long a raw zone's memory is used once it was handed out for
     * writing, so that zone's space is never used again, even when the zone is removed.
     *
     * @param zone as found in this region
     * @return a segment that lives until the region is closed; the region does not know when it is in use
     * @throws AnnulusException {@link Reason#REMOVED} if a raw zone is no longer there
     */
    public MemorySegment memory(Zone zone) {
        users.requireOpen();
        if (zone.kind() == ZoneKind.RAW && access == Access.READ_WRITE) {
            requireCurrent(zone);
            directory.markForeign(zone);
            requireCurrent(zone);
        }
        return memory.asSlice(zone.offset(), zone.length());
    }

    /**
     * The participants of this region.
     *
     * @return a snapshot
     */
    public List<ParticipantInfo> participants() {
        users.requireOpen();
        return participants.list();
    }

    /**
     * Takes part: writes a line for a role on a zone, and claims its side where the side is for one only.
     *
     * @param zone as found in this region
     * @param purpose {@link Purpose#PRODUCER} or {@link Purpose#CONSUMER}
     * @param syncMode DPDK's number of the side's sync mode
     * @param claim how many may hold the side, and what to do if it is held
     * @return the membership, to be closed with the role
     * @throws AnnulusException {@link Reason#SIDE_HELD} naming the holder, or {@link Reason#REMOVED}
     */
    public Membership join(Zone zone, Purpose purpose, int syncMode, ClaimPolicy claim) {
        requireWritable();
        return joining.join(zone, purpose, syncMode, claim);
    }

    /**
     * Whether sides for several threads are to be used on this region's memory.
     *
     * @return as it was opened
     */
    public LockedOperations lockedOperations() {
        return lockedOperations;
    }

    static AnnulusException removed(String where, Zone zone) {
        return new AnnulusException(
                Reason.REMOVED,
                where + ": '" + zone.name() + "' was removed or is being changed since it was opened",
                "Find it again by name");
    }

    private void requireCurrent(Zone zone) {
        if (!directory.isCurrent(zone)) {
            throw removed(where, zone);
        }
    }

    /**
     * Refuses if this region cannot be written to through this object.
     *
     * @throws AnnulusException {@link Reason#CLOSED}, or {@link Reason#READ_ONLY}
     */
    public void requireWritable() {
        users.requireOpen();
        if (access == Access.READ_ONLY) {
            throw new AnnulusException(
                    Reason.READ_ONLY, where + ": opened for reading only", "Open the region for reading and writing");
        }
    }

    /**
     * Unmaps the region. Everything found in it is unusable afterwards.
     *
     * @throws AnnulusException {@link Reason#IN_USE} while roles opened through this object are open: unmapping under a
     *     running operation could leave a ring half changed
     */
    @Override
    public void close() {
        if (users.close()) {
            try {
                arena.close();
            } catch (IllegalStateException e) {
                users.reopen(); // Someone is in the middle of using a segment: the memory stays, and can be closed
                // later.
                throw e;
            }
        }
    }
}
