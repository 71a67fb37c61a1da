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
 * One thread's right to enqueue on an {@link ObjectRing}; as {@link io.annulus.ring.Producer}, for references. Used by one
 * thread at a time, whatever the ring's mode. What was written before an enqueue is visible to whoever dequeues the element.
 * An array given to an enqueue must not be changed by another thread during the call: an element that becomes null after it
 * was looked at is enqueued, and looks like an empty ring to whoever dequeues it.
 *
 * @param <E> of the elements
 */
public final class ObjectProducer<E> implements AutoCloseable {
    private final Side side;
    private final SideSync sync;
    private final Mapping mapping;
    private final Slots slots;
    private final Tenure tenure;
    private final ObjectReservation<E> reservation;

    ObjectProducer(SideSync sync, Slots slots, Supplier<Runnable> take) {
        this.side = sync.side();
        this.sync = sync;
        this.mapping = side.mapping();
        this.slots = slots;
        this.tenure = new Tenure("producer", sync);
        this.reservation = new ObjectReservation<>(tenure.hold(), slots, ObjectReservation.Aim.FILL);
        tenure.begin(take);
    }

    /**
     * Enqueues one element.
     *
     * @param element not null
     * @return false if the ring is full
     */
    public boolean enqueue(E element) {
        requireReady();
        Objects.requireNonNull(element, "element: null stands for an empty ring");
        long reserved = Dispatch.reserve(side, sync, mapping, 1, 1);
        if (reserved == Reserved.NOTHING) {
            return false;
        }
        int position = Reserved.position(reserved);
        slots.put(position, element);
        Dispatch.publish(side, sync, mapping, position, 1);
        return true;
    }

    /**
     * Enqueues all of some elements, or none.
     *
     * @param elements none of them null
     * @param from index of the first
     * @param count how many; 0 does nothing
     * @return {@code count}, or 0 if there was not room for all
     */
    public int enqueueBulk(E[] elements, int from, int count) {
        return enqueue(elements, from, count, count);
    }

    /**
     * Enqueues as many of some elements as fit.
     *
     * @param elements none of them null
     * @param from index of the first
     * @param count how many; 0 does nothing
     * @return how many went in, from the first on
     */
    public int enqueueBurst(E[] elements, int from, int count) {
        return enqueue(elements, from, count, 1);
    }

    private int enqueue(E[] elements, int from, int count, int least) {
        requireReady();
        Slots.requireElements(elements, from, count);
        long reserved = count == 0 ? Reserved.NOTHING : Dispatch.reserve(side, sync, mapping, least, count);
        int moved = Reserved.count(reserved);
        if (moved != 0) {
            int position = Reserved.position(reserved);
            slots.put(position, elements, from, moved);
            Dispatch.publish(side, sync, mapping, position, moved);
        }
        return moved;
    }

    /**
     * Reserves slots to fill: all that many or none.
     *
     * @param count how many; 0 reserves nothing
     * @return the reservation, of {@code count} slots or none; the same object each time
     * @throws AnnulusException {@link Reason#UNSUPPORTED_MODE} on a MULTI or MULTI_RTS side
     */
    public ObjectReservation<E> reserveBulk(int count) {
        tenure.reserve(count, count);
        return reservation;
    }

    /**
     * Reserves as many slots to fill as there are.
     *
     * @param count how many at most; 0 reserves nothing
     * @return the reservation, of up to {@code count} slots; the same object each time
     * @throws AnnulusException {@link Reason#UNSUPPORTED_MODE} on a MULTI or MULTI_RTS side
     */
    public ObjectReservation<E> reserveBurst(int count) {
        tenure.reserve(1, count);
        return reservation;
    }

    /**
     * Room there is now.
     *
     * @return elements; more may fit by the time the caller looks, and on a side with several roles fewer
     */
    public int freeAfter() {
        tenure.requireOpen();
        return side.room();
    }

    /**
     * How long an operation may wait for another in progress on a MULTI_HTS or MULTI_RTS side, as
     * {@link io.annulus.ring.Producer#setPatience}.
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
