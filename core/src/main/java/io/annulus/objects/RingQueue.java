// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import io.annulus.ring.RingSpec;
import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * An {@link ObjectRing} as a {@link java.util.Queue}: bounded, first in first out, no null elements. Threads need no roles; they use the view, as many at a time as the ring's modes allow, so on a SINGLE side one.
 * On a SINGLE consumer side also {@link #peek}, iterating and removing are for the thread that consumes.
 *
 * <p>{@link #offer} returns false if the ring is full, {@link #add} throws {@link IllegalStateException}. While an operation
 * of another thread is in progress, {@link #offer}, {@link #poll} and {@link #peek} may find the ring full or empty though it is about to
 * have room or elements, as in every {@code rte_ring}; and on a MULTI_RTS side an element may appear later than the call
 * that added it returns.
 *
 * <p>Elements are removed from the middle ({@link #remove(Object)}, {@link Iterator#remove} and what is built on them) where
 * a reservation can be made, on SINGLE and MULTI_HTS consumer sides, as one atomic step; on others that is an
 * {@link UnsupportedOperationException}. {@link #clear} takes what it finds.
 *
 * <p>Iterators are weakly consistent: each element is one that was in the ring during the iteration, in order; what is added
 * after it began does not appear, and an element may appear twice if another thread removes one from the middle meanwhile.
 *
 * @param <E> of the elements
 */
public final class RingQueue<E> extends AbstractQueue<E> implements AutoCloseable {
    private final RingSpec spec;
    private final ObjectSides sides;
    private final Slots slots;
    private volatile RolesByThread<ObjectProducer<E>> producers;
    private volatile RolesByThread<ObjectConsumer<E>> consumers;
    private boolean closed;

    RingQueue(RingSpec spec, ObjectSides sides, Slots slots) {
        this.spec = spec;
        this.sides = sides;
        this.slots = slots;
    }

    /**
     * Adds an element, if there is room.
     *
     * @throws NullPointerException if it is null
     * @throws AnnulusException {@link Reason#SIDE_HELD} if the producer side is SINGLE and taken by a role
     */
    @Override
    public boolean offer(E element) {
        return producer().enqueue(element);
    }

    @Override
    public E poll() {
        return consumer().dequeue();
    }

    @Override
    public E peek() {
        return consumer().peek();
    }

    @Override
    public int size() {
        return sides.count();
    }

    /**
     * Removes an equal element, the oldest if there are several.
     *
     * @return true if this call removed one: of two threads that remove the same element, one does
     * @throws UnsupportedOperationException if there is one, on MULTI and MULTI_RTS consumer sides
     */
    @Override
    public boolean remove(Object element) {
        Walk walk = new Walk();
        while (walk.hasNext()) {
            if (walk.next().equals(element) && walk.removeLast()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Removes the elements for which the filter says so.
     *
     * @return true if this call removed any
     * @throws UnsupportedOperationException if there is one, on MULTI and MULTI_RTS consumer sides
     */
    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        Objects.requireNonNull(filter, "filter");
        boolean removed = false;
        Walk walk = new Walk();
        while (walk.hasNext()) {
            if (filter.test(walk.next())) {
                removed |= walk.removeLast();
            }
        }
        return removed;
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        Objects.requireNonNull(elements, "elements");
        return removeIf(elements::contains);
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        Objects.requireNonNull(elements, "elements");
        return removeIf(element -> !elements.contains(element));
    }

    @Override
    public Iterator<E> iterator() {
        return new Walk();
    }

    private ObjectProducer<E> producer() {
        RolesByThread<ObjectProducer<E>> taken = producers;
        return (taken == null ? takeProducers() : taken).get();
    }

    private ObjectConsumer<E> consumer() {
        RolesByThread<ObjectConsumer<E>> taken = consumers;
        return (taken == null ? takeConsumers() : taken).get();
    }

    private synchronized RolesByThread<ObjectProducer<E>> takeProducers() {
        requireOpen();
        if (producers == null) {
            Runnable release = sides.takeProducer();
            producers = new RolesByThread<>(
                    spec.producers(),
                    () -> new ObjectProducer<>(sides.producer(), slots, () -> RingQueue::nothing),
                    release);
        }
        return producers;
    }

    private synchronized RolesByThread<ObjectConsumer<E>> takeConsumers() {
        requireOpen();
        if (consumers == null) {
            Runnable release = sides.takeConsumer();
            consumers = new RolesByThread<>(
                    spec.consumers(),
                    () -> new ObjectConsumer<>(sides.consumer(), sides, slots, () -> RingQueue::nothing),
                    release);
        }
        return consumers;
    }

    // What a role of the view gives back: the view gives its sides back as a whole.
    private static void nothing() {}

    private void requireOpen() {
        if (closed) {
            throw new AnnulusException(Reason.CLOSED, "this queue view was closed", "Take a new one from the ring");
        }
    }

    /**
     * Gives the sides it has used back. To be called when no thread uses the view any more. Other threads that have used it
     * keep the ring reachable until their own thread-local values are cleaned up.
     */
    @Override
    public synchronized void close() {
        closed = true;
        if (producers != null) {
            producers.close();
            producers = null;
        }
        if (consumers != null) {
            consumers.close();
            consumers = null;
        }
    }

    /** From the oldest element to the youngest there was at the beginning. */
    private final class Walk implements Iterator<E> {
        private int position = sides.consumers.tail();
        private final int end = sides.producers.tail();
        private E next;
        private E last;
        private int lastPosition;

        Walk() {
            advance();
        }

        // A slot is used again only after the tail has passed it, so what is read in front of an unmoved tail was
        // there.
        @SuppressWarnings("unchecked") // Only what a producer of E enqueued is in the slots.
        private void advance() {
            next = null;
            while (next == null && position != end) {
                Object found = slots.get(position);
                Words.loadFence();
                int gone = sides.consumers.tail() - position;
                if (gone > 0) {
                    position += Math.min(gone, end - position);
                } else if (found == null) {
                    position++;
                } else {
                    next = (E) found;
                }
            }
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public E next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            last = next;
            lastPosition = position++;
            advance();
            return last;
        }

        /** Removes it, unless another thread has taken it meanwhile. */
        @Override
        public void remove() {
            removeLast();
        }

        boolean removeLast() {
            if (last == null) {
                throw new IllegalStateException("nothing was returned since the last removal");
            }
            E element = last;
            ObjectReservation<E> all = removable();
            last = null;
            return all.count() != 0 && all.remove(lastPosition, element);
        }

        private ObjectReservation<E> removable() {
            try {
                return consumer().reserveBurst(spec.capacity());
            } catch (AnnulusException e) {
                if (e.reason() == Reason.UNSUPPORTED_MODE) {
                    throw new UnsupportedOperationException(e.getMessage(), e);
                }
                throw e;
            }
        }
    }
}
