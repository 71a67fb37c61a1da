// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.memory.Words;

/**
 * A side that one thread uses at a time.
 *
 * <p>Memory order. (1) The load of the opposite tail is acquire and pairs with the release store (2) of the other side's
 * publication: for a consumer, the producer's element stores precede (2) and so are seen by the copy that follows (1); for
 * a producer, the consumer's element loads precede (2), so the copy cannot overwrite what is still being read. (2) is one
 * 64-bit store of head and tail together: everything the copy did is ordered before it. The own head needs no order: only
 * this side writes it, and whoever had the side before handed it over with a release of its own (a claim, or a join), or is
 * dead, which the kernel says only when all it did is done.
 *
 * <p>Storing head only together with tail is wire-compatible, since nothing on the other side reads this side's head, and
 * a process that dies within the copy leaves head equal to tail: the operation never was. It is one store fewer on the
 * contended line. A reservation that lasts beyond a call stores its head first ({@link #hold}), so that onlookers see it,
 * as they see DPDK's. The tail half is what the other side, C or Java, loads as 32 bits, and the head half what this side does. That such a load reads the 64-bit
 * store whole and in order is what x86-64 gives to aligned accesses; the Java memory model says nothing about accesses of
 * mixed size. For other processors this has to be argued anew.
 */
final class SingleSync extends SideSync {
    long after01, after02, after03, after04, after05, after06, after07, after08;
    long after09, after10, after11, after12, after13, after14, after15, after16;

    SingleSync(Side side) {
        super(side, HeadTailLayout.SINGLE);
    }

    int reserve(int least, int most) {
        int from = Words.loadOpaqueInt(memory, head);
        int room = base + cachedTail - from;
        if (from != leftAt || Integer.compareUnsigned(room, most) < 0) {
            int opposite = Words.loadAcquireInt(memory, oppositeTail); // (1)
            room = base + opposite - from;
            if (isImpossible(room)) {
                throw wild(from, room);
            }
            leftAt = from;
            cachedTail = opposite;
        }
        position = from;
        int count = fitting(room, least, most);
        if (count == 0) {
            forgetRoom();
        }
        return count;
    }

    void hold(int count) {
        leftAt = position + count;
        Words.storeOpaqueInt(memory, head, leftAt);
    }

    void publish(int count) {
        int to = position + count;
        leftAt = to;
        if (count == 0) {
            forgetRoom();
        }
        Words.storeReleaseLong(memory, head, HeadTailLayout.idleAt(to)); // (2)
    }

    /** Makes a head that a dead holder left in front of its tail equal to it: what it had begun never was. */
    void settle() {
        int at = Words.loadAcquireInt(memory, tail);
        if (Words.loadOpaqueInt(memory, head) != at) {
            Words.storeReleaseLong(memory, head, HeadTailLayout.idleAt(at));
        }
    }
}
