// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.memory;

import io.annulus.posix.Descriptor;
import io.annulus.posix.kernel.Errno;
import io.annulus.posix.kernel.Kernel;
import io.annulus.posix.kernel.Syscall;
import java.util.EnumSet;
import java.util.Set;

/**
 * What nobody can do to memory any more, not even its maker.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/fcntl.2.html">fcntl(2), File Sealing</a>
 */
public enum Seal {
    /** Add further seals. */
    SEAL(1),
    /** Make it shorter. */
    SHRINK(2),
    /** Make it longer. */
    GROW(4),
    /** Write to it. */
    WRITE(8);

    private static final int F_ADD_SEALS = 1033;
    private static final int F_GET_SEALS = 1034;

    private final int bit;

    Seal(int bit) {
        this.bit = bit;
    }

    /**
     * The seals of some memory.
     *
     * @param memory any open file
     * @return none for what cannot be sealed
     */
    public static Set<Seal> of(Descriptor memory) {
        EnumSet<Seal> seals = EnumSet.noneOf(Seal.class);
        long found = Kernel.call(Syscall.FCNTL, memory.number(), F_GET_SEALS);
        if (!Errno.EINVAL.is(found)) {
            Errno.require(found, Syscall.FCNTL, memory + ", F_GET_SEALS");
            for (Seal seal : values()) {
                if ((found & seal.bit) != 0) {
                    seals.add(seal);
                }
            }
        }
        return seals;
    }

    static void add(Descriptor memory, Set<Seal> seals) {
        int bits = seals.stream().mapToInt(seal -> seal.bit).sum();
        Errno.require(
                Kernel.call(Syscall.FCNTL, memory.number(), F_ADD_SEALS, bits),
                Syscall.FCNTL,
                memory + ", F_ADD_SEALS " + seals);
    }
}
