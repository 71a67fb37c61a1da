// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.socket;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import io.annulus.posix.kernel.Errno;
import io.annulus.posix.kernel.Kernel;
import io.annulus.posix.kernel.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * {@code struct sockaddr_un}: a family of 2 bytes, then a path of at most 107 bytes and a zero.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>
 */
final class SocketAddress {
    static final int SIZE = 110;
    private static final int LONGEST = 107;
    private static final int PATH = 2;
    private static final int AF_UNIX = 1;
    private static final int STREAM_NONBLOCK_CLOEXEC = 1 | 0x800 | 0x80000;

    private SocketAddress() {}

    static MemorySegment of(Path path, Arena arena) {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length > LONGEST) {
            throw new AnnulusException(
                    Reason.BAD_NAME,
                    "socket path: expected 1 to " + LONGEST + " bytes, found " + name.length + ": " + path,
                    "Choose a shorter path; the kernel has no room for more");
        }
        MemorySegment address = arena.allocate(SIZE, 2);
        address.set(Kernel.SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(MemorySegment.ofArray(name), 0, address, PATH, name.length);
        return address;
    }

    static Descriptor newSocket(Path path) {
        long made = Kernel.call(Syscall.SOCKET, AF_UNIX, STREAM_NONBLOCK_CLOEXEC, 0);
        return Descriptor.owning(Errno.require(made, Syscall.SOCKET, "AF_UNIX"), "socket " + path);
    }
}
