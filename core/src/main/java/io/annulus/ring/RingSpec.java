// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;

/**
 * What a new ring shall be. Stricter than DPDK where DPDK lets nonsense through.
 *
 * @param entries with {@link Sizing#POWER_OF_TWO} a power of two, 2 to 2^30; with {@link Sizing#EXACT} any number from
 *     1 to 2^30 - 1
 * @param sizing what {@code entries} means
 * @param elementSize bytes of an element: a multiple of 4, 4 or more
 * @param producers sync mode of the producer side
 * @param consumers sync mode of the consumer side
 * @param headTailDistance on a MULTI_RTS side, how many elements the head may be ahead of the tail before operations wait:
 *     0 (one operation at a time) or more, from the capacity on without limit; or {@link #DEFAULT_DISTANCE}
 */
public record RingSpec(
        int entries, Sizing sizing, int elementSize, SyncMode producers, SyncMode consumers, int headTailDistance) {
    /** A head-tail distance of an eighth of the capacity, rounded down, as DPDK chooses it. */
    public static final int DEFAULT_DISTANCE = -1;

    /** The largest size DPDK allows, 2^30 slots. */
    static final int LARGEST_SIZE = 1 << 30;

    private static final long LARGEST_WORDS = (1L << 32) - 1;
    private static final int POINTER_SIZE = 8;
    private static final int DPDKS_FRACTION = 8;

    /** Checks the numbers. */
    public RingSpec {
        if (sizing == Sizing.POWER_OF_TWO) {
            require(
                    entries >= 2 && entries <= LARGEST_SIZE && Integer.bitCount(entries) == 1,
                    "entries: expected a power of two from 2 to 2^30, found " + entries,
                    "Take the next one, or ask for an exact capacity (--exact)");
        } else {
            require(
                    entries >= 1 && entries < LARGEST_SIZE,
                    "entries: expected 1 to 2^30 - 1, found " + entries,
                    "Choose a number in that range");
        }
        require(
                elementSize >= 4 && elementSize % 4 == 0,
                "element size: expected a multiple of 4 bytes, found " + elementSize,
                "Round it up; the ring copies elements as 32-bit words");
        long words = (long) size(entries, sizing) * (elementSize / 4);
        require(
                words <= LARGEST_WORDS || elementSize == 16,
                "ring: expected a table of less than 16 GiB, found " + words * 4 + " bytes",
                "DPDK indexes the 32-bit words of a table with 32 bits; ask for fewer or smaller elements");
        require(
                headTailDistance >= DEFAULT_DISTANCE,
                "head-tail distance: expected 0 or more, found " + headTailDistance,
                "Leave it out for an eighth of the capacity");
    }

    /**
     * One with the head-tail distance that DPDK chooses.
     *
     * @param entries as above
     * @param sizing what {@code entries} means
     * @param elementSize bytes of an element
     * @param producers sync mode of the producer side
     * @param consumers sync mode of the consumer side
     */
    public RingSpec(int entries, Sizing sizing, int elementSize, SyncMode producers, SyncMode consumers) {
        this(entries, sizing, elementSize, producers, consumers, DEFAULT_DISTANCE);
    }

    /**
     * A ring of 8-byte elements that any number of threads may use on both sides.
     *
     * @param entries a power of two, 2 to 2^30
     * @return the specification
     */
    public static RingSpec ofEntries(int entries) {
        return new RingSpec(entries, Sizing.POWER_OF_TWO, POINTER_SIZE, SyncMode.MULTI, SyncMode.MULTI);
    }

    /**
     * A ring of 8-byte elements that holds exactly so many.
     *
     * @param capacity 1 to 2^30 - 1
     * @return the specification
     */
    public static RingSpec ofCapacity(int capacity) {
        return new RingSpec(capacity, Sizing.EXACT, POINTER_SIZE, SyncMode.MULTI, SyncMode.MULTI);
    }

    /**
     * The same with another element size.
     *
     * @param bytes a multiple of 4
     * @return a new specification
     */
    public RingSpec withElementSize(int bytes) {
        return new RingSpec(entries, sizing, bytes, producers, consumers, headTailDistance);
    }

    /**
     * The same with another producer side.
     *
     * @param mode its sync mode
     * @return a new specification
     */
    public RingSpec withProducers(SyncMode mode) {
        return new RingSpec(entries, sizing, elementSize, mode, consumers, headTailDistance);
    }

    /**
     * The same with another consumer side.
     *
     * @param mode its sync mode
     * @return a new specification
     */
    public RingSpec withConsumers(SyncMode mode) {
        return new RingSpec(entries, sizing, elementSize, producers, mode, headTailDistance);
    }

    /**
     * The same with another limit for MULTI_RTS sides.
     *
     * @param elements 0 or more
     * @return a new specification
     */
    public RingSpec withHeadTailDistance(int elements) {
        return new RingSpec(entries, sizing, elementSize, producers, consumers, elements);
    }

    /**
     * Slots in the table.
     *
     * @return a power of two
     */
    public int size() {
        return size(entries, sizing);
    }

    private static int size(int entries, Sizing sizing) {
        return sizing == Sizing.EXACT ? Integer.highestOneBit(entries) << 1 : entries;
    }

    /**
     * How many elements it can hold.
     *
     * @return {@code entries} if exact, otherwise one less
     */
    public int capacity() {
        return sizing == Sizing.EXACT ? entries : entries - 1;
    }

    /**
     * The head-tail distance that MULTI_RTS sides begin with.
     *
     * @return the one asked for, or an eighth of the capacity
     */
    public int initialHeadTailDistance() {
        return headTailDistance == DEFAULT_DISTANCE ? capacity() / DPDKS_FRACTION : headTailDistance;
    }

    int flags() {
        int exact = sizing == Sizing.EXACT ? RingLayout.EXACT_SIZE_FLAG : 0;
        return exact | producers.producerFlag() | consumers.consumerFlag();
    }

    private static void require(boolean holds, String what, String remedy) {
        if (!holds) {
            throw new AnnulusException(Reason.BAD_SPEC, what, remedy);
        }
    }
}
