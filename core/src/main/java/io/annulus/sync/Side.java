// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Mapping;
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;

/**
 * Which side of which ring: all about it that stays. A side may move its head as far as {@code base + opposite tail}, where
 * base is the capacity for producers and 0 for consumers; otherwise producers and consumers are the same here, as in DPDK.
 *
 * @param mapping with the ring in it
 * @param syncType DPDK's number of its mode
 * @param own offset of this side's indices in the memory
 * @param opposite offset of the other side's
 * @param base how far the head may be ahead of the opposite tail
 * @param capacity of the ring
 * @param where for messages
 */
public record Side(Mapping mapping, int syncType, long own, long opposite, int base, int capacity, Whereabouts where) {
    /** Looks until head and opposite tail are taken for those of different moments. */
    private static final int LOOKS = 8;

    /** Refuses lines that are none, which the mapping's mask would move. */
    public Side {
        if (mapping.line(own) != own || mapping.line(opposite) != opposite) {
            throw new AnnulusException(
                    Reason.BAD_GEOMETRY,
                    where.side() + ": expected indices at multiples of 64 bytes inside the memory, found " + own
                            + " and " + opposite,
                    "The ring lies where none can be; remove it and create it anew");
        }
    }

    public MemorySegment memory() {
        return mapping.segment();
    }

    int loadHead() {
        return Words.loadAcquireInt(memory(), own + HeadTailLayout.headOffset(syncType));
    }

    int loadTail() {
        return Words.loadAcquireInt(memory(), own + HeadTailLayout.TAIL_OFFSET);
    }

    /** What DPDK reports as free space or available: the room there is now, as far as this moment can be pinned down. */
    public int room() {
        int room = 0;
        for (int look = 0; look < LOOKS; look++) {
            int from = loadHead();
            room = base + Words.loadAcquireInt(memory(), opposite + HeadTailLayout.TAIL_OFFSET) - from;
            if (!isImpossible(room)) {
                return room;
            }
            // Others have moved the head in between, so that the tail seems to be further than it can be.
        }
        return room < 0 ? 0 : capacity;
    }

    /** Whether a reservation may be shortened or cancelled. */
    public boolean isHoldable() {
        return syncType == HeadTailLayout.SINGLE || syncType == HeadTailLayout.MULTI_HTS;
    }

    /** Refuses modes in which a reservation cannot last beyond a call. */
    void requireHoldable() {
        if (!isHoldable()) {
            throw new AnnulusException(
                    Reason.UNSUPPORTED_MODE,
                    "reservation: expected a SINGLE or MULTI_HTS side, found " + HeadTailLayout.name(syncType),
                    "In that mode others may reserve behind this one, so it could not be shortened or cancelled; copy the"
                            + " elements with enqueue or dequeue, or create the ring with another mode");
        }
    }

    boolean isImpossible(int distance) {
        return Integer.compareUnsigned(distance, capacity) > 0;
    }

    AnnulusException wild(int head, int room) {
        int tail = room - base + head;
        return wrong("expected at most " + capacity + " elements between this side's head "
                + Integer.toUnsignedString(head) + " and the other side's tail " + Integer.toUnsignedString(tail)
                + ", found " + Integer.toUnsignedString(room));
    }

    AnnulusException apart(int head, int tail) {
        return wrong("expected this side's tail at most " + capacity + " before " + Integer.toUnsignedString(head)
                + ", found " + Integer.toUnsignedString(tail));
    }

    AnnulusException restless(int attempts) {
        return new AnnulusException(
                Reason.WILD_INDEX,
                where.side() + ", index: expected this side's indices to hold still for one attempt in " + attempts
                        + ", found them changed at each",
                "Something writes over the ring's indices; stop its users and reset or remove the ring");
    }

    AnnulusException wrong(String what) {
        return new AnnulusException(
                Reason.WILD_INDEX,
                where.side() + ", index: " + what,
                "Something wrote over the ring's indices; stop its users and reset or remove the ring");
    }
}
