// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;

/**
 * A ring of references inside one JVM. Safe for use by several threads; elements are moved by {@link ObjectProducer} and
 * {@link ObjectConsumer} roles, or through the {@link #queue} view. Modes, bulk and burst, waits and visibility are those
 * of {@link io.annulus.ring.Ring}.
 *
 * {@snippet :
 * ObjectRing<Order> ring = ObjectRing.create(RingSpec.ofEntries(1024).withConsumers(SyncMode.SINGLE));
 * try (ObjectProducer<Order> producer = ring.producer();
 *         ObjectConsumer<Order> consumer = ring.consumer()) {
 *     producer.enqueue(new Order(17));
 *     Order next = consumer.dequeue();
 * }
 * }
 *
 * @param <E> of the elements, which are never null
 */
public final class ObjectRing<E> {
    private static final int REFERENCE = 8;

    private final RingSpec spec;
    private final ObjectSides sides;
    private final Slots slots;

    private ObjectRing(RingSpec spec) {
        this.spec = spec;
        this.sides = new ObjectSides(spec);
        this.slots = new Slots(spec.size());
    }

    /**
     * Creates an empty ring.
     *
     * @param spec size, modes and head-tail distance; its element size must be the default, since references have no other
     * @param <E> of the elements
     * @return the ring
     * @throws AnnulusException {@link Reason#BAD_SPEC} for another element size
     */
    public static <E> ObjectRing<E> create(RingSpec spec) {
        if (spec.elementSize() != REFERENCE) {
            throw new AnnulusException(
                    Reason.BAD_SPEC,
                    "object ring: expected the default element size of " + REFERENCE + " bytes, found "
                            + spec.elementSize(),
                    "References have no other size; leave it out, or create a Ring for elements of bytes");
        }
        return new ObjectRing<>(spec);
    }

    /**
     * Takes a role on the producer side.
     *
     * @return the calling thread's own
     * @throws AnnulusException {@link Reason#SIDE_HELD} if the side is SINGLE and taken
     */
    public ObjectProducer<E> producer() {
        return new ObjectProducer<>(sides.producer(), slots, sides::takeProducer);
    }

    /**
     * Takes a role on the consumer side.
     *
     * @return the calling thread's own
     * @throws AnnulusException {@link Reason#SIDE_HELD} if the side is SINGLE and taken
     */
    public ObjectConsumer<E> consumer() {
        return new ObjectConsumer<>(sides.consumer(), sides, slots, sides::takeConsumer);
    }

    /**
     * A view as a queue.
     *
     * @return a new one, which takes each side when it is first used on it
     */
    public RingQueue<E> queue() {
        return new RingQueue<>(spec, sides, slots);
    }

    /**
     * Elements that can be dequeued: enqueued completely and not yet dequeued completely.
     *
     * @return 0 to {@link #capacity}
     */
    public int count() {
        return sides.count();
    }

    /**
     * Elements that fit.
     *
     * @return 0 to {@link #capacity}
     */
    public int freeCount() {
        return spec.capacity() - count();
    }

    /**
     * Whether there is nothing to dequeue.
     *
     * @return true if {@link #count} is 0
     */
    public boolean isEmpty() {
        return count() == 0;
    }

    /**
     * Whether nothing more fits.
     *
     * @return true if {@link #freeCount} is 0
     */
    public boolean isFull() {
        return freeCount() == 0;
    }

    /**
     * Slots in the table.
     *
     * @return a power of two
     */
    public int size() {
        return spec.size();
    }

    /**
     * Elements it can hold.
     *
     * @return the size less one, or the exact number asked for
     */
    public int capacity() {
        return spec.capacity();
    }

    /**
     * Sync mode of the producer side.
     *
     * @return as created
     */
    public SyncMode producers() {
        return spec.producers();
    }

    /**
     * Sync mode of the consumer side.
     *
     * @return as created
     */
    public SyncMode consumers() {
        return spec.consumers();
    }

    /**
     * How far the head of a MULTI_RTS producer side may be ahead of its tail before operations wait.
     *
     * @return elements, 0 to 2^32 - 1
     * @throws AnnulusException {@link Reason#UNSUPPORTED_MODE} if the side has another mode
     */
    public long producerHeadTailDistance() {
        return sides.producers.distance();
    }

    /**
     * Changes it, for operations that begin afterwards.
     *
     * @param elements 0 for one operation at a time, up to 2^32 - 1
     * @throws AnnulusException {@link Reason#UNSUPPORTED_MODE} if the side has another mode
     */
    public void setProducerHeadTailDistance(long elements) {
        sides.producers.setDistance(elements);
    }

    /**
     * How far the head of a MULTI_RTS consumer side may be ahead of its tail before operations wait.
     *
     * @return elements, 0 to 2^32 - 1
     * @throws AnnulusException {@link Reason#UNSUPPORTED_MODE} if the side has another mode
     */
    public long consumerHeadTailDistance() {
        return sides.consumers.distance();
    }

    /**
     * Changes it, for operations that begin afterwards.
     *
     * @param elements 0 for one operation at a time, up to 2^32 - 1
     * @throws AnnulusException {@link Reason#UNSUPPORTED_MODE} if the side has another mode
     */
    public void setConsumerHeadTailDistance(long elements) {
        sides.consumers.setDistance(elements);
    }

    /**
     * Empties the ring and sets all its indices to 0.
     *
     * @throws AnnulusException {@link Reason#IN_USE} while roles or used queue views are open
     */
    public void reset() {
        sides.reset(() -> slots.clear(0, spec.size()));
    }

    /** For tests that begin elsewhere than at 0. */
    ObjectSides sides() {
        return sides;
    }

    /** For tests that look for what is kept alive. */
    Slots slots() {
        return slots;
    }
}
