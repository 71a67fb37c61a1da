// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.IdentityWord;
import io.annulus.liveness.Occupation;
import io.annulus.liveness.Verdict;
import io.annulus.memory.Words;
import io.annulus.participants.Participant;
import io.annulus.participants.Participants;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;

/**
 * One changer of the directory at a time, over all processes.
 *
 * <p>The owner word goes from 0 to the changer's identity by compare-and-set, or from that of a holder certified dead, so
 * that of two who find a dead holder one wins. The changer's participant line is complete before, so that others can
 * judge it. Giving the lock back is a release store of 0, which the next compare-and-set reads: what one changer wrote,
 * the next one sees.
 */
final class DirectoryLock {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = 50_000;

    private final MemorySegment memory;
    private final Participants participants;
    private final LongConsumer releaseClaims;
    private final String where;

    DirectoryLock(MemorySegment memory, Participants participants, LongConsumer releaseClaims, String where) {
        this.memory = memory;
        this.participants = participants;
        this.releaseClaims = releaseClaims;
        this.where = where;
    }

    /** Runs one change; the second argument it is given is our identity word. */
    <T> T whileHeld(DirectoryChange change, BiFunction<DirectoryChange, Long, T> body) {
        try (Participant self = participants.join(Occupation.directory(), releaseClaims)) {
            acquire(self.word());
            try {
                change.repair();
                return body.apply(change, self.word());
            } finally {
                release(change);
            }
        }
    }

    private void release(DirectoryChange change) {
        try {
            change.repair(); // Nothing to do, unless the body failed half-way.
            Words.getAndAddLong(memory, HeaderLayout.DIRECTORY_CHANGES_OFFSET, 1);
        } finally {
            Words.storeReleaseLong(memory, HeaderLayout.DIRECTORY_OWNER_OFFSET, IdentityWord.NOBODY);
        }
    }

    private void acquire(long self) {
        long start = System.nanoTime();
        while (true) {
            long holder = Words.loadAcquireLong(memory, HeaderLayout.DIRECTORY_OWNER_OFFSET);
            // Our own word there is another thread of this process: alive, and judged so.
            boolean takeable = holder == IdentityWord.NOBODY || participants.judge(holder) == Verdict.DEAD;
            if (takeable && Words.compareAndSetLong(memory, HeaderLayout.DIRECTORY_OWNER_OFFSET, holder, self)) {
                return;
            }
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AnnulusException(
                        Reason.DIRECTORY_BUSY,
                        where + ": the directory is being changed by " + participants.describe(holder)
                                + " for more than " + PATIENCE.toSeconds() + " seconds",
                        "If that process is stopped, let it go on or end it; if it was in a container or machine that is"
                                + " gone, nobody can certify its death: create the region anew");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
