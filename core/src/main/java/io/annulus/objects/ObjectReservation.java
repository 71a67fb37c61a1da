// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import io.annulus.sync.Hold;
import java.util.Objects;

/**
 * Slots to fill or elements to look at before they are taken, or not; as {@link io.annulus.ring.Reservation}, for
 * references. On SINGLE and MULTI_HTS sides only; on a MULTI_HTS side everyone else on that side waits until it ends.
 *
 * @param <E> of the elements
 */
public final class ObjectReservation<E> implements AutoCloseable {
    private final Hold hold;
    private final Slots slots;
    private final Aim aim;

    /** What a reservation is for. */
    enum Aim {
        FILL,
        TAKE
    }

    ObjectReservation(Hold hold, Slots slots, Aim aim) {
        this.hold = hold;
        this.slots = slots;
        this.aim = aim;
    }

    /**
     * How many elements were reserved.
     *
     * @return 0 to the number asked for; also after it has ended
     */
    public int count() {
        return hold.count();
    }

    /**
     * An element.
     *
     * @param index 0 to {@code count() - 1}
     * @return the element; on a producer's side what was set, or null
     * @throws AnnulusException {@link Reason#NO_RESERVATION} after it has ended
     */
    @SuppressWarnings("unchecked") // Only what a producer of E enqueued is in the slots.
    public E get(int index) {
        return (E) slots.get(hold.position(index, 1));
    }

    /**
     * Fills a slot.
     *
     * @param index 0 to {@code count() - 1}
     * @param element not null
     * @throws AnnulusException {@link Reason#NO_RESERVATION} after it has ended
     * @throws UnsupportedOperationException on a consumer's reservation
     */
    public void set(int index, E element) {
        int position = hold.position(index, 1);
        Objects.requireNonNull(element, "element: null stands for an empty ring");
        if (aim == Aim.TAKE) {
            throw new UnsupportedOperationException("a consumer's reservation is for reading only");
        }
        slots.put(position, element);
    }

    /**
     * Enqueues or dequeues all of it. Nothing happens if nothing was reserved.
     *
     * @throws AnnulusException {@link Reason#NO_RESERVATION} after it has ended
     */
    public void commit() {
        commit(hold.count());
    }

    /**
     * Enqueues or dequeues the first so many, and lets go of the rest.
     *
     * @param number 0 to {@link #count}; 0 is {@link #cancel}
     * @throws AnnulusException {@link Reason#NO_RESERVATION} after it has ended
     * @throws IllegalStateException if one of the first so many slots of a producer was not filled; it stays reserved
     */
    public void commit(int number) {
        if (hold.requireEnd(number)) {
            if (aim == Aim.FILL) {
                requireFilled(number);
            }
            end(number);
        }
    }

    private void requireFilled(int number) {
        for (int i = 0; i < number; i++) {
            if (get(i) == null) {
                throw new IllegalStateException("slot " + i + " of " + number + " to commit was not filled");
            }
        }
    }

    /**
     * Lets go of all of it: nothing was enqueued or dequeued.
     *
     * @throws AnnulusException {@link Reason#NO_RESERVATION} after it has ended
     */
    public void cancel() {
        commit(0);
    }

    /** Cancels it, unless it has ended. */
    @Override
    public void close() {
        if (hold.isHeld()) {
            end(0);
        }
    }

    // Slots that hold no element are empty, so that nothing is kept alive by them.
    private void end(int number) {
        int first = hold.position(0, hold.count());
        switch (aim) {
            case FILL -> slots.clear(first + number, hold.count() - number);
            case TAKE -> slots.clear(first, number);
        }
        hold.end(number);
    }

    /**
     * Takes one element out of all that are reserved, by moving those in front of it one slot on. Others may have done the
     * same since it was seen, so it is there or further on.
     *
     * @param position where it was seen
     * @return false if it is no longer there; then nothing was changed
     */
    @SuppressWarnings("ReferenceEquality") // This very element, not one like it.
    boolean remove(int position, Object element) {
        int first = hold.position(0, hold.count());
        int index = Math.max(0, position - first);
        while (index < hold.count() && slots.get(first + index) != element) {
            index++;
        }
        if (index >= hold.count()) {
            close();
            return false;
        }
        for (int i = index; i > 0; i--) {
            slots.put(first + i, slots.get(first + i - 1));
            // Whoever walks by meanwhile sees an element twice rather than not at all.
            Words.storeFence();
        }
        end(1);
        return true;
    }
}
