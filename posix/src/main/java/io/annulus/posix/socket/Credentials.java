// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.socket;

import io.annulus.posix.Descriptor;
import io.annulus.posix.kernel.Errno;
import io.annulus.posix.kernel.Kernel;
import io.annulus.posix.kernel.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Who connected, as the kernel saw it at that moment.
 *
 * @param pid of the process; 0 if it is in another pid namespace
 * @param uid its user
 * @param gid its group
 */
public record Credentials(int pid, int uid, int gid) {
    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERCRED = 17;
    private static final int SIZE = 12;

    /**
     * Whether it is the user as whom this process acts.
     *
     * @return true for the same effective user
     */
    public boolean isOwnUser() {
        return uid == (int) Kernel.call(Syscall.GETEUID, 0);
    }

    static Credentials of(Descriptor socket) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(SIZE, 4);
            MemorySegment length = arena.allocateFrom(Kernel.INT, SIZE);
            long result = Kernel.call(
                    Syscall.GETSOCKOPT,
                    socket.number(),
                    SOL_SOCKET,
                    SO_PEERCRED,
                    answer.address(),
                    length.address(),
                    0);
            Errno.require(result, Syscall.GETSOCKOPT, socket + ", SO_PEERCRED");
            return new Credentials(answer.get(Kernel.INT, 0), answer.get(Kernel.INT, 4), answer.get(Kernel.INT, 8));
        }
    }
}
