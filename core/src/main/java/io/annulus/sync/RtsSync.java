// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.memory.Mapping;
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;

/**
 * A side that any number of threads use, and on which none waits for its turn to finish: DPDK's relaxed tail sync. Head and
 * tail carry a count beside the position, together one 64-bit word each. Whoever begins adds its elements to the head's
 * position and 1 to its count; whoever ends adds 1 to the tail's count, and if that makes the counts equal, nobody is in
 * between any more, and the tail's position becomes the head's. So the elements of a finished operation become visible
 * when the last of those that overlapped it ends, not when its own call returns.
 *
 * <p>Memory order. The head word is loaded with acquire (A1), then the opposite tail with acquire (A2), and the
 * compare-and-set of the head (R1) is a release, and more: A1 pairs with another's R1 as A0 and R1 do in {@link MultiSync}, for
 * the same reason. An operation ends by a compare-and-set of the tail word (R0), in front of which the tail word was loaded
 * with acquire (A0). Every R0 reads the one before it, so the last of a group has, through A0 or R0 itself, read from all
 * of them; its R0 is release, so the other side, which loads the tail with acquire, sees the elements of all.
 *
 * <p>The head word (H) is loaded after A0: we see at least our own R1, and at least that of everyone whose R0 we saw, so the
 * head's count is ahead of the tail's by 1 or more. If it is ahead by exactly 1, we were the only one left when H was
 * loaded. Should another begin after that, H is old, and moving the tail to it is still right: everything before it has
 * ended. Should another even end, the tail word has changed and our R0 fails. (H is itself an acquire, so that a tail word
 * looked at again after it was indeed loaded after it: only then does an impossible pair say that the words are wild.)
 *
 * <p>R0 cannot fail more often than the ring has elements. Each failure means that another operation has ended; while
 * ours is in between, the tail's position stays where it is, and so all that can begin and end lies within one capacity.
 *
 * <p>How far heads may run ahead of the tail is limited by the distance in memory, which may be changed at any time and is
 * loaded once for each operation: any value is safe, since it only decides who waits. That wait, in front of R1, gives up
 * at a deadline. A thread that stops between R1 and R0 hides the elements of all after it, and in the end stops its side.
 */
final class RtsSync {
    private RtsSync() {}

    static long reserve(Side side, SideSync sync, Mapping mapping, int least, int most) {
        MemorySegment memory = mapping.segment();
        long own = mapping.line(side.own());
        long headWord = own + HeadTailLayout.RTS_HEAD_WORD_OFFSET;
        int farthest = Words.loadOpaqueInt(memory, own + HeadTailLayout.RTS_DISTANCE_OFFSET);
        int attempt = 0;
        int round = 0;
        while (true) {
            long begun = Words.loadAcquireLong(memory, headWord); // A1
            int from = HeadTailLayout.high(begun);
            int shown = Words.loadAcquireInt(memory, own + HeadTailLayout.TAIL_OFFSET);
            int ahead = from - shown;
            if (side.isImpossible(ahead)) {
                requireMoved(side, begun, shown);
                attempt = sync.tryAgain(attempt);
                continue;
            }
            if (Integer.compareUnsigned(ahead, farthest) > 0) {
                round = sync.giveWay(round);
                continue;
            }
            int count = most;
            if (!sync.knowsRoom(from, most)) {
                int opposite =
                        Words.loadAcquireInt(memory, mapping.line(side.opposite()) + HeadTailLayout.TAIL_OFFSET); // A2
                int room = side.base() + opposite - from;
                if (side.isImpossible(room)) {
                    if (Words.loadAcquireLong(memory, headWord) == begun) {
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
            long next = HeadTailLayout.word(HeadTailLayout.low(begun) + 1, to);
            if (Words.compareAndSetLong(memory, headWord, begun, next)) { // R1
                sync.leftAt = to;
                return Reserved.of(from, count);
            }
            attempt = sync.tryAgain(attempt);
        }
    }

    static void publish(Side side, SideSync sync, Mapping mapping) {
        MemorySegment memory = mapping.segment();
        long own = mapping.line(side.own());
        long tailWord = own + HeadTailLayout.RTS_TAIL_WORD_OFFSET;
        int attempt = 0;
        while (true) {
            long ended = Words.loadAcquireLong(memory, tailWord); // A0
            long begun = Words.loadAcquireLong(memory, own + HeadTailLayout.RTS_HEAD_WORD_OFFSET); // H
            int inBetween = HeadTailLayout.low(begun) - HeadTailLayout.low(ended);
            int hidden = HeadTailLayout.high(begun) - HeadTailLayout.high(ended);
            // Each operation in between holds an element or more, and all of them hold no more than the ring does.
            if (inBetween == 0 || side.isImpossible(hidden) || Integer.compareUnsigned(inBetween, hidden) > 0) {
                requireMoved(side, ended, begun, inBetween);
            } else {
                int shown = HeadTailLayout.high(inBetween == 1 ? begun : ended);
                long next = HeadTailLayout.word(HeadTailLayout.low(ended) + 1, shown);
                if (Words.compareAndSetLong(memory, tailWord, ended, next)) { // R0
                    return;
                }
            }
            attempt = sync.tryAgain(attempt, Math.max(SideSync.ATTEMPTS, side.capacity()));
        }
    }

    // Head and tail were loaded one after the other. If both are still the same, they were so at one moment.
    private static void requireMoved(Side side, long begun, int shown) {
        if (loadHeadWord(side) == begun && side.loadTail() == shown) {
            throw side.apart(HeadTailLayout.high(begun), shown);
        }
    }

    private static void requireMoved(Side side, long ended, long begun, int inBetween) {
        if (Words.loadAcquireLong(side.memory(), side.own() + HeadTailLayout.RTS_TAIL_WORD_OFFSET) == ended) {
            throw side.wrong("expected operations in progress on this side, each of an element or more and at most "
                    + side.capacity() + " in all, found " + Integer.toUnsignedString(inBetween) + ", with head "
                    + Integer.toUnsignedString(HeadTailLayout.high(begun)) + " and tail "
                    + Integer.toUnsignedString(HeadTailLayout.high(ended)));
        }
    }

    private static long loadHeadWord(Side side) {
        return Words.loadAcquireLong(side.memory(), side.own() + HeadTailLayout.RTS_HEAD_WORD_OFFSET);
    }
}
