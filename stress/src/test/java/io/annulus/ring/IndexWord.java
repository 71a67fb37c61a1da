// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.liveness.Purpose;
import io.annulus.sync.HeadTailLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * A word that a side's indices are made of: 32 bits, or two neighbours that are written as one.
 *
 * @param side whose it is
 * @param name for messages
 * @param offset bytes from the start of the ring
 * @param halves 1, or 2 for a word of 64 bits
 */
record IndexWord(Purpose side, String name, long offset, int halves) {

    /** All there are in a ring with this mode on both sides; the head-tail distance is one of them. */
    static List<IndexWord> of(SyncMode mode) {
        List<IndexWord> words = new ArrayList<>();
        add(words, Purpose.PRODUCER, Attacked.PRODUCER, mode);
        add(words, Purpose.CONSUMER, Attacked.CONSUMER, mode);
        return words;
    }

    /** Whose indices it is among, for an operation on that side; every value of a distance is a sound one. */
    Attack.Target target(Operation operation) {
        return side == operation.side() && !name.equals("distance") ? Attack.Target.OWN : Attack.Target.OTHERS;
    }

    private static void add(List<IndexWord> words, Purpose side, long base, SyncMode mode) {
        if (mode == SyncMode.MULTI_RTS) {
            words.add(new IndexWord(side, "tail count", base + HeadTailLayout.RTS_TAIL_COUNT_OFFSET, 1));
            words.add(new IndexWord(side, "tail", base + HeadTailLayout.TAIL_OFFSET, 1));
            words.add(new IndexWord(side, "distance", base + HeadTailLayout.RTS_DISTANCE_OFFSET, 1));
            words.add(new IndexWord(side, "head count", base + HeadTailLayout.RTS_HEAD_COUNT_OFFSET, 1));
            words.add(new IndexWord(side, "head", base + HeadTailLayout.RTS_HEAD_OFFSET, 1));
            words.add(new IndexWord(side, "tail and its count", base + HeadTailLayout.RTS_TAIL_WORD_OFFSET, 2));
            words.add(new IndexWord(side, "head and its count", base + HeadTailLayout.RTS_HEAD_WORD_OFFSET, 2));
        } else {
            words.add(new IndexWord(side, "head", base + HeadTailLayout.HEAD_OFFSET, 1));
            words.add(new IndexWord(side, "tail", base + HeadTailLayout.TAIL_OFFSET, 1));
            words.add(new IndexWord(side, "head and tail", base + HeadTailLayout.WORD_OFFSET, 2));
        }
    }
}
