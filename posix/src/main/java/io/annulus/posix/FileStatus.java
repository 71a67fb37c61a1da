// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix;

import io.annulus.posix.kernel.Errno;
import io.annulus.posix.kernel.Kernel;
import io.annulus.posix.kernel.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What the kernel says about an open file.
 *
 * @param bytes its length
 * @param kind the type bits of its mode, one of the constants here or another
 * @param permissions the permission bits of its mode
 * @param owner its owner's uid
 * @param links how many names it has
 * @see <a href="https://man7.org/linux/man-pages/man2/statx.2.html">statx(2)</a>
 */
public record FileStatus(long bytes, int kind, int permissions, int owner, int links) {
    /** A regular file; memory without a name (memfd) is one, too. */
    public static final int REGULAR = 0100000;
    /** A socket. */
    public static final int SOCKET = 0140000;

    private static final int KIND = 0170000;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int BASIC = 0x7ff;
    private static final int STATX_SIZE = 256;
    private static final int LINKS = 16;
    private static final int OWNER = 20;
    private static final int MODE = 28;
    private static final int LENGTH = 40;

    /**
     * Asks.
     *
     * @param file open
     * @return a snapshot
     */
    public static FileStatus of(Descriptor file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(STATX_SIZE, 8);
            long empty = Kernel.text(arena, "").address();
            long result = Kernel.call(Syscall.STATX, file.number(), empty, AT_EMPTY_PATH, BASIC, answer.address(), 0);
            Errno.require(result, Syscall.STATX, file.toString());
            int mode = Short.toUnsignedInt(answer.get(Kernel.SHORT, MODE));
            return new FileStatus(
                    answer.get(Kernel.LONG, LENGTH),
                    mode & KIND,
                    mode & ~KIND,
                    answer.get(Kernel.INT, OWNER),
                    answer.get(Kernel.INT, LINKS));
        }
    }
}
