// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.doorbell;

import java.util.Optional;

/**
 * One doorbell of one party, as others write it down in shared memory.
 *
 * <pre>
 *   bit  63        48 47        32 31        16 15         0
 *       | 1          |     0      |    peer    |   vector   |
 * </pre>
 *
 * <p>0 is nobody's.
 *
 * @param peer 0 to 65535
 * @param vector 0 to 255: a device cannot ring others
 */
public record DoorbellAddress(int peer, int vector) {
    /** The word of nobody. */
    static final long NOBODY = 0;

    private static final long SOMEBODY = 1L << 48;
    private static final int PEER_SHIFT = 16;
    private static final int MASK = 0xffff;
    private static final int HIGHEST_VECTOR = 0xff;

    /** Checks the numbers. */
    public DoorbellAddress {
        if ((peer & ~MASK) != 0 || (vector & ~HIGHEST_VECTOR) != 0) {
            throw new IndexOutOfBoundsException(
                    "peer " + peer + ", vector " + vector + ": expected 0 to " + MASK + ", and 0 to " + HIGHEST_VECTOR);
        }
    }

    /** As it stands in memory. */
    long word() {
        return SOMEBODY | (long) peer << PEER_SHIFT | vector;
    }

    /** Whose a word is: nobody's if it is 0, or nothing that {@link #word} makes, since anyone may have written it. */
    static Optional<DoorbellAddress> of(long word) {
        if (word >>> Integer.SIZE != SOMEBODY >>> Integer.SIZE || ((int) word & MASK) > HIGHEST_VECTOR) {
            return Optional.empty();
        }
        return Optional.of(new DoorbellAddress((int) (word >>> PEER_SHIFT) & MASK, (int) word & MASK));
    }
}
