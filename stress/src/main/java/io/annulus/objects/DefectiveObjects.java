// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import io.annulus.ring.Defect;
import io.annulus.sync.Dispatch;
import io.annulus.sync.SideSync;

/**
 * One thread's bursts on both sides of an object ring, written out with one mistake in them: the other side is shown a slot
 * that there is still something to do with.
 *
 * @param <E> of the elements
 */
public final class DefectiveObjects<E> {
    private final SideSync producer;
    private final SideSync consumer;
    private final Slots slots;
    private final Defect defect;

    public DefectiveObjects(ObjectRing<E> ring, Defect defect) {
        this.producer = ring.sides().producer();
        this.consumer = ring.sides().consumer();
        this.slots = ring.slots();
        this.defect = defect;
    }

    /** As many as fit. */
    public int enqueue(E[] elements) {
        int moved = Dispatch.reserve(producer, 1, elements.length);
        if (moved == 0) {
            return 0;
        }
        int position = producer.position();
        if (defect == Defect.TAIL_BEFORE_ELEMENT) {
            Dispatch.publish(producer, moved);
            slots.put(position, elements, 0, moved);
        } else {
            slots.put(position, elements, 0, moved);
            Dispatch.publish(producer, moved);
        }
        return moved;
    }

    /** As many as there are. */
    public int dequeue(E[] elements) {
        int moved = Dispatch.reserve(consumer, 1, elements.length);
        if (moved == 0) {
            return 0;
        }
        int position = consumer.position();
        slots.get(position, elements, 0, moved);
        if (defect == Defect.SLOT_CLEARED_AFTER_TAIL) {
            Dispatch.publish(consumer, moved);
            slots.clear(position, moved);
        } else {
            slots.clear(position, moved);
            Dispatch.publish(consumer, moved);
        }
        return moved;
    }
}
