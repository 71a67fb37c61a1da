// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.memory.Words;

/**
 * A side that any number of threads use, one operation at a time: DPDK's head/tail sync. Head and tail are one 64-bit word;
 * the head is moved, by compare-and-set of the whole word, only from where it equals the tail. So whoever moved it has the
 * side to itself until it moves the tail, and may also move the head back: a reservation can be shortened or cancelled.
 *
 * <p>Memory order. The word is loaded with acquire (A0) until head and tail are equal, then the opposite tail with acquire
 * (A1); the compare-and-set (R1) is a release, and more. The word A0 reads was stored by the operation before ours (R0), which is
 * release: we see the opposite tail that one had seen, or a later one, and all it did to the elements. R0 pairs with A1 on
 * the other side, as in {@link SingleSync}.
 *
 * <p>R0 stores the whole word. That is what DPDK does on finishing a peek, and the same as the 32-bit store of the tail
 * that its other operations end with: while head and tail differ, nobody else may change either. Accesses from this side
 * are so all of one size; only the other side loads the tail half.
 *
 * <p>A reservation that is let go of leaves the word as it was. So R1 can succeed after others reserved and let go since A0;
 * what A1 counted was there, since the opposite tail only moves on, but there can be more by now: a burst takes what it
 * counted. DPDK's does the same.
 *
 * <p>Progress: a thread that stops between R1 and R0 holds up its side. The others wait in front of R1, so they can give
 * up at a deadline and have done nothing. Should its process be dead for certain, storing the tail into the head undoes
 * exactly what it had begun.
 */
final class HtsSync extends SideSync {
    long after01, after02, after03, after04, after05, after06, after07, after08;
    long after09, after10, after11, after12, after13, after14, after15, after16;

    HtsSync(Side side) {
        super(side, HeadTailLayout.MULTI_HTS);
    }

    int reserve(int least, int most) {
        int attempt = 0;
        int round = 0;
        while (true) {
            long word = Words.loadAcquireLong(memory, head); // A0
            int from = HeadTailLayout.low(word);
            int shown = HeadTailLayout.high(word);
            if (from != shown) {
                if (isImpossible(from - shown)) {
                    throw apart(from, shown);
                }
                round = giveWay(round);
                continue;
            }
            int room = base + cachedTail - from;
            if (from != leftAt || Integer.compareUnsigned(room, most) < 0) {
                int opposite = Words.loadAcquireInt(memory, oppositeTail); // A1
                room = base + opposite - from;
                if (isImpossible(room)) {
                    if (Words.loadAcquireLong(memory, head) == word) {
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
            if (Words.compareAndSetLong(memory, head, word, HeadTailLayout.word(from + count, from))) { // R1
                position = from;
                leftAt = from + count;
                return count;
            }
            attempt = tryAgain(attempt);
        }
    }

    void publish(int count) {
        int to = position + count;
        leftAt = to;
        if (count == 0) {
            forgetRoom();
        }
        Words.storeReleaseLong(memory, head, HeadTailLayout.idleAt(to)); // R0
    }
}
