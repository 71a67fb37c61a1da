// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Words;

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
final class RtsSync extends SideSync {
    private final long headWord;
    private final long tailWord;
    private final long distance;
    private final int mostEnds;

    long after01, after02, after03, after04, after05, after06, after07, after08;
    long after09, after10, after11, after12, after13, after14, after15, after16;

    RtsSync(Side side) {
        super(side, HeadTailLayout.MULTI_RTS);
        this.headWord = side.own() + HeadTailLayout.RTS_HEAD_WORD_OFFSET;
        this.tailWord = side.own() + HeadTailLayout.RTS_TAIL_WORD_OFFSET;
        this.distance = side.own() + HeadTailLayout.RTS_DISTANCE_OFFSET;
        this.mostEnds = Math.max(ATTEMPTS, side.capacity());
    }

    int reserve(int least, int most) {
        int farthest = Words.loadOpaqueInt(memory, distance);
        int attempt = 0;
        int round = 0;
        while (true) {
            long begun = Words.loadAcquireLong(memory, headWord); // A1
            int from = HeadTailLayout.high(begun);
            int shown = Words.loadAcquireInt(memory, tail);
            int ahead = from - shown;
            if (isImpossible(ahead)) {
                requireMoved(begun, shown);
                attempt = tryAgain(attempt);
                continue;
            }
            if (Integer.compareUnsigned(ahead, farthest) > 0) {
                round = giveWay(round);
                continue;
            }
            int room = base + cachedTail - from;
            if (from != leftAt || Integer.compareUnsigned(room, most) < 0) {
                int opposite = Words.loadAcquireInt(memory, oppositeTail); // A2
                room = base + opposite - from;
                if (isImpossible(room)) {
                    if (Words.loadAcquireLong(memory, headWord) == begun) {
                        throw wild(from, room);
                    }
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
            long next = HeadTailLayout.word(HeadTailLayout.low(begun) + 1, from + count);
            if (Words.compareAndSetLong(memory, headWord, begun, next)) { // R1
                position = from;
                leftAt = from + count;
                return count;
            }
            attempt = tryAgain(attempt);
        }
    }

    void publish() {
        int attempt = 0;
        while (true) {
            long ended = Words.loadAcquireLong(memory, tailWord); // A0
            long begun = Words.loadAcquireLong(memory, headWord); // H
            int inBetween = HeadTailLayout.low(begun) - HeadTailLayout.low(ended);
            int hidden = HeadTailLayout.high(begun) - HeadTailLayout.high(ended);
            // Each operation in between holds an element or more, and all of them hold no more than the ring does.
            if (inBetween == 0 || isImpossible(hidden) || Integer.compareUnsigned(inBetween, hidden) > 0) {
                requireMoved(ended, begun, inBetween);
            } else {
                int shown = HeadTailLayout.high(inBetween == 1 ? begun : ended);
                long next = HeadTailLayout.word(HeadTailLayout.low(ended) + 1, shown);
                if (Words.compareAndSetLong(memory, tailWord, ended, next)) { // R0
                    return;
                }
            }
            attempt = tryAgain(attempt, mostEnds);
        }
    }

    // Head and tail were loaded one after the other. If both are still the same, they were so at one moment.
    private void requireMoved(long begun, int shown) {
        if (Words.loadAcquireLong(memory, headWord) == begun && Words.loadAcquireInt(memory, tail) == shown) {
            throw apart(HeadTailLayout.high(begun), shown);
        }
    }

    private void requireMoved(long ended, long begun, int inBetween) {
        if (Words.loadAcquireLong(memory, tailWord) == ended) {
            throw new AnnulusException(
                    Reason.WILD_INDEX,
                    where() + "expected operations in progress on this side, each of an element or more and at most "
                            + capacity + " in all, found " + Integer.toUnsignedString(inBetween) + ", with head "
                            + Integer.toUnsignedString(HeadTailLayout.high(begun)) + " and tail "
                            + Integer.toUnsignedString(HeadTailLayout.high(ended)),
                    "Something wrote over the ring's indices; stop its users and reset or remove the ring");
        }
    }
}
