// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.doorbell;

/**
 * Where things lie in the raw zone of a {@link SharedSemaphore}; all little-endian.
 *
 * <pre>
 *    0 +-----------------------------------------------+
 *      | 'A' 'N' 'S' 'E' 'M' 'A' 0 1   (its version)   |
 *    8 +-----------------------------------------------+
 *      | 0 ...                                         |
 *  128 +-----------------------------------------------+
 *      | count: 64 bits, 0 to 2147483647               |
 *  136 +-----------------------------------------------+
 *      | 0 ...                                         |
 *  256 +-----------------------+-----------------------+
 *      | seat 0                | seat 1                |
 *  272 +-----------------------+-----------------------+
 *      | ...                                           |
 *      +-----------------------+-----------------------+
 *      | seat 14               | seat 15               |
 *  384 +-----------------------+-----------------------+
 * </pre>
 *
 * A seat is the {@link DoorbellAddress} of somebody who waits, or 0. What is written to the count is often not written to the
 * seats, so each has its cache lines.
 */
final class SemaphoreLayout {
    static final long MAGIC_OFFSET = 0;
    static final long MAGIC = 0x0100_414d_4553_4e41L;
    static final long COUNT_OFFSET = 128;
    static final long SEATS_OFFSET = 256;
    static final int SEATS = 16;
    static final long BYTES = SEATS_OFFSET + SEATS * Long.BYTES;

    private SemaphoreLayout() {}

    static long seatOffset(int seat) {
        return SEATS_OFFSET + (long) seat * Long.BYTES;
    }
}
