// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.memory;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import io.annulus.posix.FileStatus;
import io.annulus.posix.OpenMode;
import io.annulus.posix.kernel.Errno;
import io.annulus.posix.kernel.Kernel;
import io.annulus.posix.kernel.Syscall;
import io.annulus.region.AvailableMemory;
import io.annulus.region.Room;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * Memory that can be handed to others as a descriptor. All of it exists from the start, so that no access can fail later for
 * want of room.
 */
public final class SharedMemory implements AutoCloseable {
    private static final int MFD_CLOEXEC = 1;
    private static final int MFD_ALLOW_SEALING = 2;
    private static final int PRIVATE = 0600;
    private static final int STATFS_SIZE = 120;
    private static final int SYSTEM_KIND = 0;
    private static final int BLOCK_SIZE = 8;
    private static final long HUGETLBFS = 0x958458f6L;

    private final Descriptor descriptor;
    private final long bytes;
    private final String kind;
    private volatile Path ownName;

    private SharedMemory(Descriptor descriptor, long bytes, String kind, Path ownName) {
        this.descriptor = descriptor;
        this.bytes = bytes;
        this.kind = kind;
        this.ownName = ownName;
    }

    /**
     * Memory without a name, which nobody can make longer or shorter: the one to share with those who are not trusted.
     *
     * @param label shown in {@code /proc}, up to 249 bytes; need not be unique
     * @param bytes how many
     * @return new memory, all zero
     * @throws AnnulusException {@link Reason#NO_SPACE}
     * @see <a href="https://man7.org/linux/man-pages/man2/memfd_create.2.html">memfd_create(2)</a>
     */
    public static SharedMemory sealed(String label, long bytes) {
        requireAvailable(label, bytes);
        try (Arena arena = Arena.ofConfined()) {
            long name = Kernel.text(arena, label).address();
            long made = Kernel.call(Syscall.MEMFD_CREATE, name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
            Descriptor memory =
                    Descriptor.owning(Errno.require(made, Syscall.MEMFD_CREATE, label), "memfd '" + label + "'");
            return filled(memory, bytes, "memfd", null, () -> {
                Seal.add(memory, EnumSet.of(Seal.SHRINK, Seal.GROW, Seal.SEAL));
            });
        }
    }

    /**
     * Memory in a new file with a name: for those who open it by name, and trust each other not to shorten it.
     *
     * @param path a name that is free
     * @param bytes how many
     * @param permissions such as 0600
     * @return new memory, all zero
     * @throws AnnulusException {@link Reason#ALREADY_EXISTS}, {@link Reason#NO_SPACE}
     */
    public static SharedMemory newFile(Path path, long bytes, int permissions) {
        Path directory = path.toAbsolutePath().getParent();
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Room.require(path, directory, bytes);
        }
        Descriptor file = Descriptor.open(path, OpenMode.CREATE_NEW, PRIVATE);
        return filled(file, bytes, "file", path, () -> file.setPermissions(permissions));
    }

    /**
     * Memory in a file that exists, as it is.
     *
     * @param path of the file
     * @param bytes the length it must have
     * @return that memory; closing it leaves the file
     * @throws AnnulusException {@link Reason#BAD_SPEC} if it has another length: it is never changed, since whoever has it
     *     mapped would fault
     */
    public static SharedMemory existingFile(Path path, long bytes) {
        Descriptor file = Descriptor.open(path);
        try {
            FileStatus status = FileStatus.of(file);
            if (status.kind() != FileStatus.REGULAR || status.bytes() != bytes) {
                throw new AnnulusException(
                        Reason.BAD_SPEC,
                        path + ": expected a file of " + bytes + " bytes, found "
                                + (status.kind() == FileStatus.REGULAR ? "one of " + status.bytes() : "something else"),
                        "Ask for its size, or remove it; a file that others may have mapped is never resized");
            }
            file.allocate(bytes); // It may have holes, and its file system no room for them.
            return new SharedMemory(file, bytes, "file", null);
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /**
     * Memory that came from another process, as it is. Whether it can become shorter, {@link #seals} says.
     *
     * @param descriptor owned by the result from here on, and closed if this throws
     * @return that memory
     * @throws AnnulusException {@link Reason#BAD_MESSAGE} if it is no memory, or none of it; {@link Reason#READ_ONLY} if it
     *     cannot be written
     */
    public static SharedMemory of(Descriptor descriptor) {
        try {
            FileStatus status = FileStatus.of(descriptor);
            if (status.kind() != FileStatus.REGULAR || status.bytes() <= 0) {
                throw new AnnulusException(
                        Reason.BAD_MESSAGE,
                        descriptor + ": expected memory of 1 byte or more, found "
                                + (status.kind() == FileStatus.REGULAR ? "none" : descriptor.kernelName()),
                        "Whoever sent it is not what it should be; check the socket's path");
            }
            if (!descriptor.isWritable()) {
                throw new AnnulusException(
                        Reason.READ_ONLY,
                        descriptor + ": expected memory for reading and writing, found it open for reading alone",
                        "Have whoever sent it open it for both");
            }
            return new SharedMemory(descriptor, status.bytes(), "received", null);
        } catch (RuntimeException | Error e) {
            descriptor.close();
            throw e;
        }
    }

    /**
     * Memory on huge pages, in a file of its own that loses its name at once.
     *
     * @param directory where a hugetlbfs is mounted, such as {@code /dev/hugepages}
     * @param label part of the name while it has one
     * @param bytes how many; a multiple of the huge page size
     * @return new memory, all zero
     * @throws AnnulusException {@link Reason#NO_SPACE} if too few huge pages are free, {@link Reason#BAD_SPEC}
     * @see <a href="https://docs.kernel.org/admin-guide/mm/hugetlbpage.html">HugeTLB Pages</a>
     */
    public static SharedMemory huge(Path directory, String label, long bytes) {
        Descriptor file = unnamed(directory, label);
        try {
            requireHugePages(directory, file);
            requireWholePages(directory, bytes, pageSize(file));
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
        return filled(file, bytes, "hugetlbfs", null, () -> {});
    }

    /**
     * Memory in a file of any directory, that loses its name at once.
     *
     * @param directory on any file system
     * @param label part of the name while it has one
     * @param bytes how many
     * @return new memory, all zero
     * @throws AnnulusException {@link Reason#NO_SPACE}
     */
    public static SharedMemory unnamedFile(Path directory, String label, long bytes) {
        return filled(unnamed(directory, label), bytes, "a file without a name in " + directory, null, () -> {});
    }

    private static Descriptor unnamed(Path directory, String label) {
        Path path = directory.resolve(label + "." + ProcessHandle.current().pid() + "." + System.nanoTime());
        Descriptor file = Descriptor.open(path, OpenMode.CREATE_NEW, PRIVATE);
        try {
            Files.delete(path);
            return file;
        } catch (IOException e) {
            file.close();
            throw new AnnulusException(Reason.IO, path + ": " + e.getMessage(), "Remove it by hand", e);
        }
    }

    private static void requireHugePages(Path directory, Descriptor file) {
        long kind = system(file).get(Kernel.LONG, SYSTEM_KIND);
        if (kind != HUGETLBFS) {
            throw new AnnulusException(
                    Reason.WRONG_KIND,
                    directory + ": expected a hugetlbfs, found a file system of another kind (0x"
                            + Long.toHexString(kind) + ")",
                    "Mount one: mount -t hugetlbfs none /dev/hugepages");
        }
    }

    /** Memory without a name has no file system that could be full: the kernel would go on until it ends programs. */
    private static void requireAvailable(String label, long bytes) {
        long available = AvailableMemory.bytes();
        if (bytes > available) {
            throw new AnnulusException(
                    Reason.NO_SPACE,
                    "memory '" + label + "': expected " + bytes + " bytes, found " + available + " available",
                    "Ask for less, or free memory");
        }
    }

    private static void requireWholePages(Path directory, long bytes, long page) {
        if (bytes % page != 0) {
            throw new AnnulusException(
                    Reason.BAD_SPEC,
                    directory + ": expected a multiple of its pages of " + page + " bytes, found " + bytes,
                    "Ask for " + (bytes / page + 1) * page + " bytes");
        }
    }

    private static SharedMemory filled(Descriptor file, long bytes, String kind, Path name, Runnable finish) {
        try {
            file.setLength(bytes);
            file.allocate(bytes);
            finish.run();
            return new SharedMemory(file, bytes, kind, name);
        } catch (RuntimeException | Error e) {
            file.close();
            if (name != null) {
                name.toFile().delete();
            }
            throw e;
        }
    }

    /** The unit in which a file's system gives out memory: the huge page size on a hugetlbfs. */
    static long pageSize(Descriptor file) {
        return system(file).get(Kernel.LONG, BLOCK_SIZE);
    }

    private static MemorySegment system(Descriptor file) {
        MemorySegment answer = Arena.ofAuto().allocate(STATFS_SIZE, 8);
        Errno.require(Kernel.call(Syscall.FSTATFS, file.number(), answer.address()), Syscall.FSTATFS, file.toString());
        return answer;
    }

    /**
     * Leaves a new file its name when this is closed, for the next who opens it by that name.
     *
     * @return this
     */
    public SharedMemory keepName() {
        ownName = null;
        return this;
    }

    /**
     * Whether the name of its file goes when this is closed.
     *
     * @return true for a new file whose name is not kept
     */
    public boolean ownsName() {
        return ownName != null;
    }

    /**
     * Takes over the name of a file that came from another process: it goes when this is closed.
     *
     * @return this
     */
    public SharedMemory takeName() {
        if (FileStatus.of(descriptor).links() > 0) {
            ownName = Path.of(descriptor.kernelName());
        }
        return this;
    }

    /**
     * The descriptor to hand to others.
     *
     * @return owned by this
     */
    public Descriptor descriptor() {
        return descriptor;
    }

    /**
     * How much there is.
     *
     * @return bytes
     */
    public long bytes() {
        return bytes;
    }

    /**
     * What nobody can do to it.
     *
     * @return none for files
     */
    public Set<Seal> seals() {
        return Seal.of(descriptor);
    }

    /**
     * Maps all of it for reading and writing.
     *
     * @param arena unmaps it when it closes
     * @return the memory
     */
    public MemorySegment map(Arena arena) {
        return Mapping.of(descriptor, 0, bytes, arena);
    }

    /** Lets go of the descriptor; whoever has the memory mapped or another descriptor keeps it. A new file loses its name. */
    @Override
    public void close() {
        descriptor.close();
        Path name = ownName;
        if (name != null) {
            name.toFile().delete();
        }
    }

    @Override
    public String toString() {
        return bytes + " bytes, " + kind;
    }
}
