// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import io.annulus.memory.Words;

/**
 * A look at the oldest element, which nobody is asked for and nothing is moved by.
 *
 * <p>The consumers' head is loaded, then the producers' tail, both with acquire: if the tail is ahead, the element at the
 * head is there, whole. Then its slot is read, and the head loaded again behind a fence. Where several threads consume, the
 * head moves before a slot is cleared. So if it has not moved, the slot was read before anybody took the element, and it was
 * the oldest; if it has, somebody else got it, and we look again. A slot in use again for a later element is seen by
 * its consumer's head in the same way, since that head moved before its producer could find the slot free (this leans on
 * all processors agreeing on the order of stores, as x86-64 and arm64 do; the Java memory model would want the slots
 * themselves to be stored with release). Where one thread consumes, it is that thread that looks.
 */
final class Glance {
    private Glance() {}

    /** Null if there is none. */
    static Object at(ObjectSides sides, Slots slots) {
        while (true) {
            int head = sides.consumers.head();
            if (sides.producers.tail() == head) {
                return null;
            }
            Object oldest = slots.get(head);
            Words.loadFence();
            if (oldest != null && sides.consumers.head() == head) {
                return oldest;
            }
        }
    }
}
