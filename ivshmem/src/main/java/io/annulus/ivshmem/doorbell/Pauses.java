// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.doorbell;

/** Pauses between looks at memory about which nobody rings: short at first, and no longer than a millisecond. */
final class Pauses {
    private static final long SHORTEST_NANOS = 10_000;
    private static final long LONGEST_NANOS = 1_000_000;

    private long next = SHORTEST_NANOS;

    long next() {
        long now = next;
        next = Math.min(2 * now, LONGEST_NANOS);
        return now;
    }
}
