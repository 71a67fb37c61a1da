// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.memory.Words;
import io.annulus.sync.HeadTailLayout;
import java.lang.foreign.MemorySegment;

/** The MULTI_HTS producer that does not wait for the one in progress. */
public final class DefectiveHts implements DefectiveProducer {
    private static final long WORD = DefectiveSide.OFFSET + HeadTailLayout.WORD_OFFSET;

    private final MemorySegment memory;
    private final DefectiveSide side;

    public DefectiveHts(MemorySegment memory, RingSpec spec) {
        this.memory = memory;
        this.side = new DefectiveSide(memory, spec);
    }

    @Override
    public boolean enqueue(long value) {
        long word;
        do {
            word = Words.loadAcquireLong(memory, WORD); // And here it should wait until both halves are the same.
            if (side.isFull((int) word)) {
                return false;
            }
        } while (!Words.compareAndSetLong(memory, WORD, word, word + 1));
        side.put((int) word, value);
        Words.storeReleaseLong(memory, WORD, HeadTailLayout.idleAt((int) word + 1));
        return true;
    }
}
