// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import java.util.List;

/**
 * A ring as it was a moment ago. The indices were read one after the other, so while others work on the ring they need
 * not fit each other.
 *
 * @param name as it stands in the ring
 * @param offset bytes from the start of the region, or 0 for a raw ring
 * @param memoryBytes of the whole ring by DPDK 22.11's formula
 * @param size slots
 * @param mask size - 1
 * @param capacity elements it can hold
 * @param flags DPDK's
 * @param elementSize bytes
 * @param used elements that can be dequeued
 * @param free elements that can be enqueued
 * @param producers the producer side
 * @param consumers the consumer side
 */
public record RingInfo(
        String name,
        long offset,
        long memoryBytes,
        int size,
        int mask,
        int capacity,
        int flags,
        int elementSize,
        int used,
        int free,
        SideInfo producers,
        SideInfo consumers) {

    /**
     * What cannot be if these indices were all read at one moment, as they were if two snapshots in a row are equal.
     *
     * @return a sentence for each; empty if all is well
     */
    public List<String> contradictions() {
        return Invariants.brokenIn(this);
    }
}
