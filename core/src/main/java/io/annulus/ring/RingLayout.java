// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.region.AbiProfile;
import io.annulus.sync.HeadTailLayout;

/**
 * Where things lie in a {@code struct rte_ring}, the same from DPDK 21.11 to 26.11. With a 64-byte cache line and one
 * guard line (x86-64):
 *
 * <pre>
 *    0 +-----------------------------------------------+
 *      | name, 29 bytes, NUL-terminated                |
 *   32 +-----------+-----------+-----------------------+
 *      | flags     | 0         | 40: memzone pointer   |
 *   48 +-----------+-----------+-----------+-----------+
 *      | size      | mask      | capacity  | 0         |
 *   64 +-----------+-----------+-----------+-----------+
 *      | 0 ...     (one guard line)                    |
 *  128 +-----------------------------------------------+
 *      | producer {@link HeadTailLayout}, then 0 ...   |
 *  256 +-----------------------------------------------+
 *      | consumer {@link HeadTailLayout}, then 0 ...   |
 *  384 +-----------------------------------------------+
 *      | element 0 | element 1 | ...                   |
 *      +-----------------------------------------------+
 * </pre>
 *
 * Producer, consumer and table start at one, two and three times (1 + guard lines) x cache line. A test compares every
 * number with the installed DPDK's own headers.
 */
final class RingLayout {
    static final long NAME_OFFSET = 0;
    static final int NAME_SIZE = 29;
    static final long FLAGS_OFFSET = 32;
    static final long MEMZONE_OFFSET = 40;
    static final long SIZE_OFFSET = 48;
    static final long MASK_OFFSET = 52;
    static final long CAPACITY_OFFSET = 56;

    static final int EXACT_SIZE_FLAG = 0x04;
    static final int KNOWN_FLAGS = 0x7f;

    private RingLayout() {}

    static long producerOffset(AbiProfile profile) {
        return block(profile);
    }

    static long consumerOffset(AbiProfile profile) {
        return 2 * block(profile);
    }

    static long tableOffset(AbiProfile profile) {
        return 3 * block(profile);
    }

    private static long block(AbiProfile profile) {
        return (1L + profile.guardLines()) * profile.cacheLine();
    }

    /** Bytes of the whole ring by DPDK 22.11's formula ({@code rte_ring_get_memsize_elem}). */
    static long memoryBytes(AbiProfile profile, int elementSize, int size) {
        long line = profile.cacheLine();
        return (tableOffset(profile) + (long) size * elementSize + line - 1) & -line;
    }

    /** What DPDK 26.07 and later add to that: guard lines behind the table. */
    static long guardBytes(AbiProfile profile) {
        return (long) profile.guardLines() * profile.cacheLine();
    }
}
