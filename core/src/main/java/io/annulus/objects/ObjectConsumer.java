// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Mapping;
import io.annulus.sync.Dispatch;
import io.annulus.sync.Reserved;
import io.annulus.sync.Side;
import io.annulus.sync.SideSync;
import io.annulus.sync.Tenure;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * One thread's right to dequeue from an {@link ObjectRing}; as {@link io.annulus.ring.Consumer}, for references. Used by one
 * thread at a time, whatever the ring's mode. A slot is cleared before its dequeue is visible to producers.
 *
 * @param <E> of the elements
 */
public final class ObjectConsumer<E> implements AutoCloseable {
    private final Side side;
    private final SideSync sync;
    private final Mapping mapping;
    private final ObjectSides sides;
    private final Slots slots;
    private final Tenure tenure;
    private final ObjectReservation<E> reservation;

    ObjectConsumer(SideSync sync, ObjectSides sides, Slots slots, Supplier<Runnable> take) {
        this.side = sync.side();
        this.sync = sync;
        this.mapping = side.mapping();
        this.sides = sides;
        this.slots = slots;
        this.tenure = new Tenure("consumer", sync);
        this.reservation = new ObjectReservation<>(tenure.hold(), slots, ObjectReservation.Aim.TAKE);
        tenure.begin(take);
    }

    /**
     * Dequeues one element.
     *
     * @return the element, or null if the ring is empty
     */
    @SuppressWarnings("unchecked") // Only what a producer of E enqueued is in the slots.
    public E dequeue() {
        requireReady();
        long reserved = Dispatch.reserve(side, sync, mapping, 1, 1);
        if (reserved == Reserved.NOTHING) {
            return null;
        }
        int position = Reserved.position(reserved);
        E element = (E) slots.get(position);
        slots.put(position, null);
        Dispatch.publish(side, sync, mapping, position, 1);
        return element;
    }

    /**
     * Dequeues all of that many elements, or none.
     *
     * @param elements where they go; an array that can hold every {@code E}
     * @param from index of the first
     * @param count how many; 0 does nothing
     * @return {@code count}, or 0 if there were not so many
     * @throws ArrayStoreException if the array refuses an element by its type; on SINGLE and MULTI_HTS sides nothing is
     *     dequeued then, on others the elements of this call are lost
     */
    public int dequeueBulk(E[] elements, int from, int count) {
        return dequeue(elements, from, count, count);
    }

    /**
     * Dequeues as many elements as there are.
     *
     * @param elements where they go; an array that can hold every {@code E}
     * @param from index of the first
     * @param count how many at most; 0 does nothing
     * @return how many came out, in the order they went in
     * @throws ArrayStoreException as {@link #dequeueBulk}
     */
    public int dequeueBurst(E[] elements, int from, int count) {
        return dequeue(elements, from, count, 1);
    }

    private int dequeue(E[] elements, int from, int count, int least) {
        requireReady();
        Objects.checkFromIndexSize(from, count, elements.length);
        long reserved = count == 0 ? Reserved.NOTHING : Dispatch.reserve(side, sync, mapping, least, count);
        int moved = Reserved.count(reserved);
        if (moved != 0) {
            int position = Reserved.position(reserved);
            int taken = side.isHoldable() ? 0 : moved;
            try {
                slots.get(position, elements, from, moved);
                taken = moved;
            } finally {
                // Whatever happens, the side is not left in the middle of an operation.
                slots.clear(position, taken);
                Dispatch.publish(side, sync, mapping, position, taken);
            }
        }
        return moved;
    }

    /**
     * Looks at the oldest element and leaves it.
     *
     * @return what {@link #dequeue} would have returned at some moment during the call, had no other been in progress
     * @throws AnnulusException {@link Reason#STALLED} if, on a MULTI_HTS side, the oldest element is half dequeued and that
     *     does not end in time
     */
    @SuppressWarnings("unchecked") // Only what a producer of E enqueued is in the slots.
    public E peek() {
        requireReady();
        return (E) Glance.at(sides, slots, sync);
    }

    /**
     * Reserves elements, to take them or not: all that many or none.
     *
     * @param count how many; 0 reserves nothing
     * @return the reservation, of {@code count} elements or none; the same object each time
     * @throws AnnulusException {@link Reason#UNSUPPORTED_MODE} on a MULTI or MULTI_RTS side
     */
    public ObjectReservation<E> reserveBulk(int count) {
        tenure.reserve(count, count);
        return reservation;
    }

    /**
     * Reserves as many elements as there are, to take them or not.
     *
     * @param count how many at most; 0 reserves nothing
     * @return the reservation, of up to {@code count} elements; the same object each time
     * @throws AnnulusException {@link Reason#UNSUPPORTED_MODE} on a MULTI or MULTI_RTS side
     */
    public ObjectReservation<E> reserveBurst(int count) {
        tenure.reserve(1, count);
        return reservation;
    }

    /**
     * Elements there are now.
     *
     * @return elements; more may be there by the time the caller looks, and on a side with several roles fewer
     */
    public int availableAfter() {
        tenure.requireOpen();
        return side.room();
    }

    /**
     * How long an operation may wait for another in progress on a MULTI_HTS or MULTI_RTS side, as
     * {@link io.annulus.ring.Consumer#setPatience}.
     *
     * @param patience 0 or more; 10 seconds if never set
     */
    public void setPatience(Duration patience) {
        sync.setPatience(patience);
    }

    /**
     * How many of this role's operations had to sleep for others on the same side.
     *
     * @return 0 or more
     */
    public int stallCount() {
        return sync.stalled();
    }

    private void requireReady() {
        if (!sync.isReady()) {
            throw tenure.refusal();
        }
    }

    /** Gives the role back. A reservation that has not ended is cancelled. */
    @Override
    public void close() {
        reservation.close();
        tenure.close();
    }
}
