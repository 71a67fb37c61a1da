// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.memory.Mapping;
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;

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
final class MultiSync {
    private MultiSync() {}

    static long reserve(Side side, SideSync sync, Mapping mapping, int least, int most) {
        MemorySegment memory = mapping.segment();
        long own = mapping.line(side.own());
        long head = own + HeadTailLayout.HEAD_OFFSET;
        int attempt = 0;
        while (true) {
            int from = Words.loadAcquireInt(memory, head); // A0
            int count = most;
            if (!sync.knowsRoom(from, most)) {
                int opposite =
                        Words.loadAcquireInt(memory, mapping.line(side.opposite()) + HeadTailLayout.TAIL_OFFSET); // A1
                int room = side.base() + opposite - from;
                if (side.isImpossible(room)) {
                    if (Words.loadAcquireInt(memory, head) == from) {
                        throw side.wild(from, room);
                    }
                    attempt = sync.tryAgain(attempt);
                    continue;
                }
                count = sync.learnRoom(from, room, least, most);
                if (count == 0) {
                    return Reserved.NOTHING;
                }
            }
            int to = from + count;
            if (Words.compareAndSetInt(memory, head, from, to)) { // R1
                sync.leftAt = to;
                return Reserved.of(from, count);
            }
            attempt = sync.tryAgain(attempt);
        }
    }

    static void publish(Side side, SideSync sync, Mapping mapping, int from, int count) {
        MemorySegment memory = mapping.segment();
        long own = mapping.line(side.own());
        long tail = own + HeadTailLayout.TAIL_OFFSET;
        if (Words.loadAcquireInt(memory, tail) != from) {
            TailWait.until(side, sync, from);
        }
        Words.storeReleaseInt(memory, tail, from + count); // R0
    }
}
