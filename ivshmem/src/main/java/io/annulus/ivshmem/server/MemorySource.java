// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.memory.SharedMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Where the memory that a server shares comes from. */
public sealed interface MemorySource {

    /** Without a name and sealed: no client can ever make it shorter, which would end all the others. */
    record Sealed() implements MemorySource {
        @Override
        public SharedMemory open(long bytes) {
            return SharedMemory.sealed(LABEL, bytes);
        }

        @Override
        public String toString() {
            return "memfd";
        }
    }

    /**
     * A POSIX shared-memory object, to be opened by name as well. Cannot be sealed: for those who trust each other.
     *
     * @param name without directory; a slash in front of it is left out
     */
    record Named(String name) implements MemorySource {
        /** Checks the name. */
        public Named {
            name = name.startsWith("/") ? name.substring(1) : name;
            if (name.isEmpty() || name.contains("/") || name.startsWith(".")) {
                throw new AnnulusException(
                        Reason.BAD_NAME,
                        "shared-memory object: expected a name without '/', found '" + name + "'",
                        "To use a file elsewhere, give its path (file:PATH)");
            }
        }

        @Override
        public SharedMemory open(long bytes) {
            return new InFile(Path.of("/dev/shm", name)).open(bytes);
        }

        @Override
        public String toString() {
            return "shm:" + name;
        }
    }

    /**
     * A file. One that exists is taken as it is if it has the size, and never resized. Cannot be sealed: for those who trust
     * each other.
     *
     * @param path of the file
     */
    record InFile(Path path) implements MemorySource {
        private static final int PRIVATE = 0600;

        @Override
        public SharedMemory open(long bytes) {
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    ? SharedMemory.existingFile(path, bytes)
                    : SharedMemory.newFile(path, bytes, PRIVATE);
        }

        @Override
        public String toString() {
            return "file:" + path;
        }
    }

    /**
     * Huge pages, in a file that loses its name at once.
     *
     * @param directory where a hugetlbfs is mounted, such as {@code /dev/hugepages}
     */
    record Huge(Path directory) implements MemorySource {
        @Override
        public SharedMemory open(long bytes) {
            return SharedMemory.huge(directory, LABEL, Math.max(bytes, pageSize()));
        }

        private long pageSize() {
            try {
                return Files.getFileStore(directory).getBlockSize();
            } catch (IOException e) {
                throw new AnnulusException(
                        Reason.NOT_FOUND,
                        directory + ": expected a directory where a hugetlbfs is mounted, found none",
                        "Mount one: mount -t hugetlbfs none " + directory,
                        e);
            }
        }

        @Override
        public String toString() {
            return "hugetlbfs:" + directory;
        }
    }

    /**
     * A file without a name in any directory, as QEMU's own server makes it.
     *
     * @param directory on any file system; huge pages if it is a hugetlbfs
     */
    record Unnamed(Path directory) implements MemorySource {
        @Override
        public SharedMemory open(long bytes) {
            return SharedMemory.unnamedFile(directory, LABEL, bytes);
        }

        @Override
        public String toString() {
            return "a file without a name in " + directory;
        }
    }

    /** What memory without a name is called in {@code /proc}. */
    String LABEL = "ivshmem";

    /**
     * Makes or opens it.
     *
     * @param bytes a power of two
     * @return the memory, owned by the caller; larger than asked for if its pages are
     * @throws AnnulusException if there is not enough, or what has the name has another size
     */
    SharedMemory open(long bytes);
}
