// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.memory.Words;

/**
 * A side that any number of threads use, DPDK's MP/MC: each moves the head over its own elements by compare-and-set,
 * copies, and then waits for those in front of it before it moves the tail.
 *
 * <p>Memory order, with the names DPDK's fix of 2025 uses. The head is loaded with acquire (A0), then the opposite tail with
 * acquire (A1), and the compare-and-set (R1) is a release, and more. R1 pairs with A0 of another thread on this side: a thread that
 * sees the head another one moved also sees the opposite tail that one had seen, or a later one. Were it to pair a new head
 * with an old tail, room would underflow and slots be overwritten that nobody has read. After a failed compare-and-set
 * everything is loaded again, with acquire.
 *
 * <p>The tail store (R0) is release and pairs with A1 on the other side, as in {@link SingleSync}. In front of it, the wait
 * loads the tail with acquire, so that the elements of those before us, whose release we read, are ordered before our own
 * release: the other side that reads our tail sees their elements too.
 *
 * <p>The room computed is only meaningful while the head is the one loaded. If it exceeds the capacity, either the head has
 * moved on since (the tail we read belongs to a later head; try again), or it has not, and then the indices in memory are
 * wild.
 *
 * <p>Progress: lock-free it is not. A thread that stops between R1 and R0 holds up everyone behind it, and if its process
 * dies, for ever: that wait is in the nature of {@code rte_ring} and has no deadline. Nothing in that window allocates on a
 * platform thread, calls back or throws ({@link Rehearsal}); except that a wait for a tail that cannot be right ends with an
 * error, and that the copy fails if the caller's own memory is taken from under it.
 */
final class MultiSync extends SideSync {
    long after01, after02, after03, after04, after05, after06, after07, after08;
    long after09, after10, after11, after12, after13, after14, after15, after16;

    MultiSync(Side side) {
        super(side, HeadTailLayout.MULTI);
    }

    int reserve(int least, int most) {
        int attempt = 0;
        while (true) {
            int from = Words.loadAcquireInt(memory, head); // A0
            int room = base + cachedTail - from;
            if (from != leftAt || Integer.compareUnsigned(room, most) < 0) {
                int opposite = Words.loadAcquireInt(memory, oppositeTail); // A1
                room = base + opposite - from;
                if (isImpossible(room)) {
                    requireMoved(from, room);
                    attempt = tryAgain(attempt);
                    continue;
                }
                leftAt = from;
                cachedTail = opposite;
            }
            int count = fitting(room, least, most);
            if (count == 0) {
                forgetRoom();
                return 0;
            }
            if (Words.compareAndSetInt(memory, head, from, from + count)) { // R1
                position = from;
                leftAt = from + count;
                return count;
            }
            attempt = tryAgain(attempt);
        }
    }

    void publish(int count) {
        int mine = position;
        if (Words.loadAcquireInt(memory, tail) != mine) {
            TailWait.until(this, mine);
        }
        Words.storeReleaseInt(memory, tail, mine + count); // R0
    }

    private void requireMoved(int from, int room) {
        if (Words.loadAcquireInt(memory, head) == from) {
            throw wild(from, room);
        }
    }
}
