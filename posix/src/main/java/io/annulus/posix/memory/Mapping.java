// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.memory;

import io.annulus.posix.Descriptor;
import io.annulus.posix.kernel.Errno;
import io.annulus.posix.kernel.Kernel;
import io.annulus.posix.kernel.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Maps what a descriptor stands for, shared with everyone else who maps it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/mmap.2.html">mmap(2)</a>
 */
public final class Mapping {
    private static final int READ_WRITE = 1 | 2;
    private static final int SHARED = 1;

    private Mapping() {}

    /**
     * Maps it for reading and writing.
     *
     * @param file memory, a file or a device; it can be closed afterwards
     * @param offset in bytes, a multiple of the page size
     * @param bytes how many, exactly those of the segment; more than there are means a fault on access later, so ask first
     * @param arena unmaps it when it closes
     * @return the memory
     */
    @SuppressWarnings("restricted") // The kernel has just said where and how much.
    public static MemorySegment of(Descriptor file, long offset, long bytes, Arena arena) {
        long address = Errno.require(
                Kernel.call(Syscall.MMAP, 0, bytes, READ_WRITE, SHARED, file.number(), offset),
                Syscall.MMAP,
                file + ", " + bytes + " bytes at " + offset);
        return MemorySegment.ofAddress(address)
                .reinterpret(bytes, arena, memory -> Kernel.call(Syscall.MUNMAP, memory.address(), bytes));
    }
}
