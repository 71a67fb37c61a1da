// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import io.annulus.memory.Words;
import io.annulus.sync.Dispatch;
import io.annulus.sync.HeadTailLayout;
import io.annulus.sync.SideSync;

/**
 * A look at the oldest element, which nobody is asked for and nothing is moved by.
 *
 * <p>The consumers' head is loaded, then the producers' tail, both with acquire: if the tail is ahead, the element at the
 * head is there, whole. Then its slot is read, and the head loaded again behind a fence. Where several threads consume, the
 * head moves before a slot is cleared. So if it has not moved and there was an element, nobody had taken it, and it was the
 * oldest; if it has, somebody else got it, and we look again. An empty slot at an unmoved head is one being cleared by
 * somebody whose move of the head we are about to see. A slot in use again for a later element is seen by its consumer's
 * head in the same way, since that head moved before its producer could find the slot free (this leans on all processors
 * agreeing on the order of stores, as x86-64 and arm64 do; the Java memory model would want the slots themselves to be stored
 * with release). Where one thread consumes, it is that thread that looks.
 *
 * <p>On MULTI_HTS sides it is the tail in the place of the head. There a head may move back, when a reservation is let go of,
 * and nobody takes a later element before the operation in progress has ended: until its tail moves, the element at the tail
 * is the oldest. If its slot is empty, that operation is about to end, and is waited for like any other on that side.
 */
final class Glance {
    /** Empty slots at an unmoved head; more than so many were never filled, by an array that changed during the call. */
    private static final int LOOKS = 1 << 10;

    private Glance() {}

    /** Null if there is none. */
    static Object at(ObjectSides sides, Slots slots, SideSync consumer) {
        return sides.consumers.syncType() == HeadTailLayout.MULTI_HTS
                ? atTail(sides, slots, consumer)
                : atHead(sides, slots);
    }

    private static Object atHead(ObjectSides sides, Slots slots) {
        for (int look = 0; look < LOOKS; ) {
            int head = sides.consumers.head();
            if (sides.producers.tail() == head) {
                return null;
            }
            Object oldest = slots.get(head);
            Words.loadFence();
            if (sides.consumers.head() == head) {
                if (oldest != null) {
                    return oldest;
                }
                look++;
            }
        }
        return null;
    }

    private static Object atTail(ObjectSides sides, Slots slots, SideSync consumer) {
        int round = 0;
        while (true) {
            int tail = sides.consumers.tail();
            if (sides.producers.tail() == tail) {
                return null;
            }
            Object oldest = slots.get(tail);
            Words.loadFence();
            boolean idle = sides.consumers.head() == tail;
            if (sides.consumers.tail() == tail) {
                if (oldest != null || idle) {
                    return oldest;
                }
                round = Dispatch.giveWay(consumer, round);
            }
        }
    }
}
