// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;

/**
 * One side's words as an onlooker reads them.
 *
 * @param memory the ring
 * @param offset of the side's indices in it
 * @param syncType DPDK's number of its mode
 */
public record SideWords(MemorySegment memory, long offset, int syncType) {

    /** Elements between two sides' tails, 0 to the capacity whatever stands in memory. */
    public static int count(SideWords producers, SideWords consumers, int capacity) {
        // In this order the producer's tail is the later one, so the difference is never negative.
        int from = consumers.tail();
        int to = producers.tail();
        return Integer.compareUnsigned(to - from, capacity) > 0 ? capacity : to - from;
    }

    public int head() {
        return load(HeadTailLayout.headOffset(syncType));
    }

    public int tail() {
        return load(HeadTailLayout.TAIL_OFFSET);
    }

    /** Operations begun; 0 in modes that do not count. */
    public int headCount() {
        return counts() ? load(HeadTailLayout.RTS_HEAD_COUNT_OFFSET) : 0;
    }

    /** Operations ended; 0 in modes that do not count. */
    public int tailCount() {
        return counts() ? load(HeadTailLayout.RTS_TAIL_COUNT_OFFSET) : 0;
    }

    public boolean counts() {
        return syncType == HeadTailLayout.MULTI_RTS;
    }

    /** The head-tail distance, 0 to 2^32 - 1. */
    public long distance() {
        requireCounts();
        return Integer.toUnsignedLong(load(HeadTailLayout.RTS_DISTANCE_OFFSET));
    }

    public void setDistance(long elements) {
        requireCounts();
        if (elements < 0 || elements > 0xffff_ffffL) {
            throw new AnnulusException(
                    Reason.BAD_SPEC,
                    "head-tail distance: expected 0 to 2^32 - 1, found " + elements,
                    "From the capacity on, every value means no limit");
        }
        if (memory.isReadOnly()) {
            throw new AnnulusException(
                    Reason.READ_ONLY,
                    "head-tail distance: the ring is mapped for reading only",
                    "Open it for reading and writing to change it");
        }
        Words.storeReleaseInt(memory, offset + HeadTailLayout.RTS_DISTANCE_OFFSET, (int) elements);
    }

    private void requireCounts() {
        if (!counts()) {
            throw new AnnulusException(
                    Reason.UNSUPPORTED_MODE,
                    "head-tail distance: expected a MULTI_RTS side, found " + HeadTailLayout.name(syncType),
                    "Only such a side has one");
        }
    }

    private int load(long word) {
        return Words.loadAcquireInt(memory, offset + word);
    }
}
