// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.IdentityWord;
import io.annulus.liveness.Verdict;
import io.annulus.memory.Words;
import io.annulus.participants.Participants;
import java.lang.foreign.MemorySegment;

/**
 * One side of a ring, held by one participant: a word that goes from 0, or from the identity of a holder certified dead,
 * to ours by compare-and-set. Of two who try at once, one wins. A dead process's word never comes back, so the word cannot
 * have been released and taken again between the verdict and the compare-and-set.
 *
 * <p>Giving it back compares with our word too, so a claim that was taken from us by force stays with its new holder;
 * unless this very process has meanwhile claimed the side again through another role. Force is for holders that are gone.
 */
final class SideClaim {
    private static final int ATTEMPTS = 16;

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
        Verdict verdict = Verdict.UNKNOWN;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            verdict = holder == IdentityWord.NOBODY ? Verdict.DEAD : participants.judge(holder);
            boolean takeable =
                    verdict == Verdict.DEAD || (verdict == Verdict.UNKNOWN && policy == ClaimPolicy.EXCLUSIVE_BY_FORCE);
            if (takeable && Words.compareAndSetLong(memory, offset, holder, self)) {
                return new SideClaim(memory, offset, self);
            }
            // Someone else may have taken or released it while we judged: then the verdict was on another holder.
            long now = Words.loadAcquireLong(memory, offset);
            if (now == holder) {
                break;
            }
            holder = now;
        }
        throw new AnnulusException(
                Reason.SIDE_HELD,
                what + " is SINGLE and held by " + (holder == self ? "this process, " : "")
                        + participants.describe(holder),
                remedy(verdict));
    }

    private static String remedy(Verdict verdict) {
        return switch (verdict) {
            case ALIVE, DEAD ->
                "Close that role, let the process go on if it is stopped (kill -CONT), or end it; a ring with a MULTI side takes several";
            case UNKNOWN ->
                "Make sure that it has ended, then take the side by force (--force): from here nobody can tell";
        };
    }

    /** Gives the side back, unless it was taken from us by force. */
    void release() {
        Words.compareAndSetLong(memory, offset, self, IdentityWord.NOBODY);
    }
}
