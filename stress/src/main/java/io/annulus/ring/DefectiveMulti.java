// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.memory.Words;
import io.annulus.sync.HeadTailLayout;
import java.lang.foreign.MemorySegment;

/** The MULTI producer with a mistake in it. */
public final class DefectiveMulti implements DefectiveProducer {
    private static final long HEAD = DefectiveSide.OFFSET + HeadTailLayout.HEAD_OFFSET;
    private static final long TAIL = DefectiveSide.OFFSET + HeadTailLayout.TAIL_OFFSET;

    private final MemorySegment memory;
    private final DefectiveSide side;
    private final Defect defect;

    public DefectiveMulti(MemorySegment memory, RingSpec spec, Defect defect) {
        this.memory = memory;
        this.side = new DefectiveSide(memory, spec);
        this.defect = defect;
    }

    @Override
    public boolean enqueue(long value) {
        int from;
        do {
            from = Words.loadAcquireInt(memory, HEAD);
            if (side.isFull(from)) {
                return false;
            }
        } while (!moveHead(from));
        if (defect == Defect.TAIL_BEFORE_ELEMENT) {
            publish(from);
            side.put(from, value);
        } else {
            side.put(from, value);
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

    private void publish(int from) {
        // With two threads in one slot the tail can be past us already: waiting for it would be for ever.
        while (defect == Defect.TAIL_BEFORE_ELEMENT && Words.loadAcquireInt(memory, TAIL) != from) {
            Thread.onSpinWait();
        }
        Words.storeReleaseInt(memory, TAIL, from + 1);
    }
}
