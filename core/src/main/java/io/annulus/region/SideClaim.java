// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.IdentityWord;
import io.annulus.liveness.Participants;
import io.annulus.liveness.Verdict;
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;

/**
 * One side of a ring, held by one participant: a word that goes from 0, or from the identity of a holder certified dead,
 * to ours by compare-and-set. Of two who try at once, one wins; identity words are never used again, so the word cannot
 * have come back in between.
 */
final class SideClaim {
    private final MemorySegment memory;
    private final long offset;
    private final long self;

    private SideClaim(MemorySegment memory, long offset, long self) {
        this.memory = memory;
        this.offset = offset;
        this.self = self;
    }

    static SideClaim take(
            MemorySegment memory, long offset, Participants participants, long self, ClaimPolicy policy, String what) {
        long holder = Words.loadAcquireLong(memory, offset);
        Verdict verdict = holder == IdentityWord.NOBODY ? Verdict.DEAD : participants.judge(holder);
        boolean takeable =
                verdict == Verdict.DEAD || (verdict == Verdict.UNKNOWN && policy == ClaimPolicy.EXCLUSIVE_BY_FORCE);
        if (takeable && Words.compareAndSetLong(memory, offset, holder, self)) {
            return new SideClaim(memory, offset, self);
        }
        // Who is there now may be whoever was faster than we.
        long winner = takeable ? Words.loadAcquireLong(memory, offset) : holder;
        throw new AnnulusException(
                Reason.SIDE_HELD,
                what + " is SINGLE and held by " + (winner == self ? "this process, " : "")
                        + participants.describe(winner),
                remedy(verdict));
    }

    private static String remedy(Verdict verdict) {
        return switch (verdict) {
            case ALIVE, DEAD -> "Close that role or end that process; a ring with a MULTI side takes several";
            case UNKNOWN ->
                "Make sure that it has ended, then take the side by force (--force): from here nobody can tell";
        };
    }

    /** Gives the side back, unless it was taken from us by force. */
    void release() {
        Words.compareAndSetLong(memory, offset, self, IdentityWord.NOBODY);
    }
}
