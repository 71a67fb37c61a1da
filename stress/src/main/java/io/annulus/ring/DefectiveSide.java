// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.memory.Words;
import io.annulus.region.AbiProfile;
import io.annulus.sync.HeadTailLayout;
import java.lang.foreign.MemorySegment;

/**
 * What defective producers of all modes have in common: a ring of 8-byte elements laid out for this host.
 *
 * @param memory the ring
 * @param spec what it is
 */
record DefectiveSide(MemorySegment memory, RingSpec spec) {
    static final long OFFSET = RingLayout.producerOffset(AbiProfile.host());

    private static final long CONSUMER_TAIL = RingLayout.consumerOffset(AbiProfile.host()) + HeadTailLayout.TAIL_OFFSET;
    private static final long TABLE = RingLayout.tableOffset(AbiProfile.host());

    boolean isFull(int head) {
        return spec.capacity() + Words.loadAcquireInt(memory, CONSUMER_TAIL) - head <= 0;
    }

    void put(int position, long value) {
        Words.storeLongElement(memory, TABLE + ((long) (position & spec.size() - 1) << 3), value);
    }
}
