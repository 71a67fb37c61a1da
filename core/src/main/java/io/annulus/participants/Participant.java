// SPDX-License-Identifier: Apache-2.0
package io.annulus.participants;

import io.annulus.liveness.IdentityWord;
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;

/** Our own line in a region, from joining to leaving. Left once; not for use by several threads at a time. */
public final class Participant implements AutoCloseable {
    private final MemorySegment memory;
    private final long line;
    private final long word;
    private boolean left;

    Participant(MemorySegment memory, long line, long word) {
        this.memory = memory;
        this.line = line;
        this.word = word;
    }

    /**
     * Our identity word, for claims.
     *
     * @return never {@link IdentityWord#NOBODY}
     */
    public long word() {
        return word;
    }

    /** Gives the line back. Whoever reads it meanwhile sees it incomplete, then free. */
    @Override
    public void close() {
        if (!left) {
            left = true;
            Words.storeReleaseLong(memory, line + ParticipantLayout.INCARNATION_OFFSET, 0);
            Words.storeReleaseLong(memory, line + ParticipantLayout.IDENTITY_OFFSET, IdentityWord.NOBODY);
        }
    }
}
