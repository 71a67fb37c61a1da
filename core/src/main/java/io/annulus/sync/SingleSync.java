// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.memory.Mapping;
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;

/**
 * A side that one thread uses at a time.
 *
 * <p>Memory order. (1) The load of the opposite tail is acquire and pairs with the release store (2) of the other side's
 * publication: for a consumer, the producer's element stores precede (2) and so are seen by the copy that follows (1); for
 * a producer, the consumer's element loads precede (2), so the copy cannot overwrite what is still being read. (2) is one
 * 64-bit store of head and tail together: everything the copy did is ordered before it. The own head needs no order: only
 * this side writes it, and whoever had the side before handed it over with a release of its own (a claim, or a join), or is
 * dead, which the kernel says only when all it did is done. It is loaded plainly: an enemy who writes to it, and a compiler that loaded
 * it twice, could make the position another than the one compared, which costs elements of this ring and, masked, nothing else.
 *
 * <p>Storing head only together with tail is wire-compatible, since nothing on the other side reads this side's head, and
 * a process that dies within the copy leaves head equal to tail: the operation never was. It is one store fewer on the
 * contended line. A reservation that lasts beyond a call stores its head first ({@link #hold}), so that onlookers see it,
 * as they see DPDK's. The tail half is what the other side, C or Java, loads as 32 bits, and the head half what this side does. That such a load reads the 64-bit
 * store whole and in order is what x86-64 gives to aligned accesses; the Java memory model says nothing about accesses of
 * mixed size. For other processors this has to be argued anew.
 */
final class SingleSync {
    private SingleSync() {}

    static long reserve(Side side, SideSync sync, Mapping mapping, int least, int most) {
        MemorySegment memory = mapping.segment();
        long own = mapping.line(side.own());
        int from = Words.loadInt(memory, own + HeadTailLayout.HEAD_OFFSET);
        if (sync.knowsRoom(from, most)) {
            return Reserved.of(from, most);
        }
        int opposite = Words.loadAcquireInt(memory, mapping.line(side.opposite()) + HeadTailLayout.TAIL_OFFSET); // (1)
        int room = side.base() + opposite - from;
        if (side.isImpossible(room)) {
            throw side.wild(from, room);
        }
        int count = sync.learnRoom(from, room, least, most);
        return count == 0 ? Reserved.NOTHING : Reserved.of(from, count);
    }

    static void hold(Side side, SideSync sync, int to) {
        sync.leftAt = to;
        Words.storeOpaqueInt(side.memory(), side.own() + HeadTailLayout.HEAD_OFFSET, to);
    }

    static void publish(Side side, SideSync sync, Mapping mapping, int from, int count) {
        MemorySegment memory = mapping.segment();
        long own = mapping.line(side.own());
        int to = from + count;
        sync.leftAt = to;
        if (count == 0) {
            sync.forgetRoom();
        }
        Words.storeReleaseLong(memory, own + HeadTailLayout.WORD_OFFSET, HeadTailLayout.idleAt(to)); // (2)
    }

    /** Makes a head that a dead holder left in front of its tail equal to it: what it had begun never was. */
    static void settle(Side side) {
        int at = side.loadTail();
        if (side.loadHead() != at) {
            Words.storeReleaseLong(side.memory(), side.own() + HeadTailLayout.WORD_OFFSET, HeadTailLayout.idleAt(at));
        }
    }
}
