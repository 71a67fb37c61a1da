// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.memory.Words;
import io.annulus.sync.HeadTailLayout;
import java.lang.foreign.MemorySegment;

/** The MULTI_RTS producer, without limit, with a mistake in it. */
public final class DefectiveRts implements DefectiveProducer {
    private static final long HEAD = DefectiveSide.OFFSET + HeadTailLayout.RTS_HEAD_WORD_OFFSET;
    private static final long TAIL = DefectiveSide.OFFSET + HeadTailLayout.RTS_TAIL_WORD_OFFSET;
    private static final long ONE_MORE_AND_ONE_FURTHER = 1L << 32 | 1;

    private final MemorySegment memory;
    private final DefectiveSide side;
    private final Defect defect;

    public DefectiveRts(MemorySegment memory, RingSpec spec, Defect defect) {
        this.memory = memory;
        this.side = new DefectiveSide(memory, spec);
        this.defect = defect;
    }

    @Override
    public boolean enqueue(long value) {
        long begun;
        do {
            begun = Words.loadAcquireLong(memory, HEAD);
            if (side.isFull(position(begun))) {
                return false;
            }
        } while (!Words.compareAndSetLong(memory, HEAD, begun, begun + ONE_MORE_AND_ONE_FURTHER));
        side.put(position(begun), value);
        publish();
        return true;
    }

    private void publish() {
        long ended;
        long shown;
        do {
            long older = Words.loadAcquireLong(memory, HEAD);
            ended = Words.loadAcquireLong(memory, TAIL);
            long begun = defect == Defect.HEAD_OLDER_THAN_TAIL ? older : Words.loadAcquireLong(memory, HEAD);
            boolean last = (int) begun - (int) ended == 1 || defect == Defect.TAIL_THOUGH_OTHERS_ARE_IN_BETWEEN;
            shown = (long) position(last ? begun : ended) << 32 | Integer.toUnsignedLong((int) ended + 1);
        } while (!Words.compareAndSetLong(memory, TAIL, ended, shown));
    }

    private static int position(long word) {
        return (int) (word >>> 32);
    }
}
