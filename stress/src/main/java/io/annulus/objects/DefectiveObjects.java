// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import io.annulus.ring.Defect;
import io.annulus.sync.Dispatch;
import io.annulus.sync.Reserved;
import io.annulus.sync.Side;
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
        Side side = producer.side();
        long reserved = Dispatch.reserve(side, producer, side.mapping(), 1, elements.length);
        int moved = Reserved.count(reserved);
        if (moved == 0) {
            return 0;
        }
        int position = Reserved.position(reserved);
        if (defect == Defect.TAIL_BEFORE_ELEMENT) {
            Dispatch.publish(side, producer, side.mapping(), position, moved);
            slots.put(position, elements, 0, moved);
        } else {
            slots.put(position, elements, 0, moved);
            Dispatch.publish(side, producer, side.mapping(), position, moved);
        }
        return moved;
    }

    /** As many as there are. */
    public int dequeue(E[] elements) {
        Side side = consumer.side();
        long reserved = Dispatch.reserve(side, consumer, side.mapping(), 1, elements.length);
        int moved = Reserved.count(reserved);
        if (moved == 0) {
            return 0;
        }
        int position = Reserved.position(reserved);
        slots.get(position, elements, 0, moved);
        if (defect == Defect.SLOT_CLEARED_AFTER_TAIL) {
            Dispatch.publish(side, consumer, side.mapping(), position, moved);
            slots.clear(position, moved);
        } else {
            slots.clear(position, moved);
            Dispatch.publish(side, consumer, side.mapping(), position, moved);
        }
        return moved;
    }
}
