// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.memory.Words;
import io.annulus.region.AbiProfile;
import io.annulus.sync.HeadTailLayout;
import java.lang.foreign.MemorySegment;

/** The MULTI producer written out, with one mistake in it; for rings of 8-byte elements laid out for this host. */
public final class DefectiveProducer {
    private static final long SIDE = RingLayout.producerOffset(AbiProfile.host());
    private static final long HEAD = SIDE + HeadTailLayout.HEAD_OFFSET;
    private static final long TAIL = SIDE + HeadTailLayout.TAIL_OFFSET;
    private static final long CONSUMER_TAIL = RingLayout.consumerOffset(AbiProfile.host()) + HeadTailLayout.TAIL_OFFSET;
    private static final long TABLE = RingLayout.tableOffset(AbiProfile.host());

    private final MemorySegment memory;
    private final int mask;
    private final int capacity;
    private final Defect defect;

    public DefectiveProducer(MemorySegment memory, RingSpec spec, Defect defect) {
        this.memory = memory;
        this.mask = spec.size() - 1;
        this.capacity = spec.capacity();
        this.defect = defect;
    }

    public boolean enqueue(long value) {
        int from;
        do {
            from = Words.loadAcquireInt(memory, HEAD);
            if (capacity + Words.loadAcquireInt(memory, CONSUMER_TAIL) - from <= 0) {
                return false;
            }
        } while (!moveHead(from));
        if (defect == Defect.TAIL_BEFORE_ELEMENT) {
            publish(from);
            put(from, value);
        } else {
            put(from, value);
            publish(from);
        }
        return true;
    }

    private boolean moveHead(int from) {
        if (defect == Defect.HEAD_WITHOUT_COMPARE_AND_SET) {
            Words.storeOpaqueInt(memory, HEAD, from + 1);
            return true;
        }
        return Words.compareAndSetInt(memory, HEAD, from, from + 1);
    }

    private void put(int position, long value) {
        Words.storeLongElement(memory, TABLE + ((long) (position & mask) << 3), value);
    }

    private void publish(int from) {
        // With two threads in one slot the tail can be past us already: waiting for it would be for ever.
        while (defect == Defect.TAIL_BEFORE_ELEMENT && Words.loadAcquireInt(memory, TAIL) != from) {
            Thread.onSpinWait();
        }
        Words.storeReleaseInt(memory, TAIL, from + 1);
    }
}
