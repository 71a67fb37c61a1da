// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.memory.Mapping;
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;

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
final class HtsSync {
    private HtsSync() {}

    static long reserve(Side side, SideSync sync, Mapping mapping, int least, int most) {
        MemorySegment memory = mapping.segment();
        long own = mapping.line(side.own());
        long wordAt = own + HeadTailLayout.WORD_OFFSET;
        int attempt = 0;
        int round = 0;
        while (true) {
            long word = Words.loadAcquireLong(memory, wordAt); // A0
            int from = HeadTailLayout.low(word);
            int shown = HeadTailLayout.high(word);
            if (from != shown) {
                if (side.isImpossible(from - shown)) {
                    throw side.apart(from, shown);
                }
                round = sync.giveWay(round);
                continue;
            }
            int count = most;
            if (!sync.knowsRoom(from, most)) {
                int opposite =
                        Words.loadAcquireInt(memory, mapping.line(side.opposite()) + HeadTailLayout.TAIL_OFFSET); // A1
                int room = side.base() + opposite - from;
                if (side.isImpossible(room)) {
                    if (Words.loadAcquireLong(memory, wordAt) == word) {
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
            if (Words.compareAndSetLong(memory, wordAt, word, HeadTailLayout.word(to, from))) { // R1
                sync.leftAt = to;
                return Reserved.of(from, count);
            }
            attempt = sync.tryAgain(attempt);
        }
    }

    static void publish(Side side, SideSync sync, Mapping mapping, int from, int count) {
        MemorySegment memory = mapping.segment();
        long own = mapping.line(side.own());
        int to = from + count;
        sync.leftAt = to;
        if (count == 0) {
            sync.forgetRoom();
        }
        Words.storeReleaseLong(memory, own + HeadTailLayout.WORD_OFFSET, HeadTailLayout.idleAt(to)); // R0
    }
}
