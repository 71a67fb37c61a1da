// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;

/**
 * One role's way of moving one side's head and tail. Producers and consumers are the same here, as in DPDK: a side may
 * move its head as far as {@code base + opposite tail}, where base is the capacity for producers and 0 for consumers.
 *
 * <p>A role keeps the opposite tail it read last and uses it again while it has room enough <em>and</em> the head it loads
 * is the one it last left. The second condition is what makes the first one right when several roles share the side, or a
 * C program takes it over: without it, a role that slept while others moved 2^32 elements could take a stale tail for a
 * valid one, and overwrite elements nobody has read. With it, a stale tail means that nobody has moved our head, and then
 * the opposite tail, which only grows, is at least where we saw it: too little room is all that can come of it. (Of all
 * the positions a head can come back to, exactly 2^32 elements later, only the very same one would fool it.) A refusal
 * and a short burst always read the tail again first, so moved counts are exact.
 *
 * <p>The classes are a closed family chosen between by type ({@link Roles}); a virtual call over several of them costs
 * three times as much (docs/decisions/001).
 */
abstract sealed class SideSync extends RolePadding permits SingleSync, MultiSync {
    final MemorySegment memory;
    final long head;
    final long tail;
    final long oppositeTail;
    final int base;
    final int capacity;

    /** Where the elements of the reservation in progress begin. */
    int position;
    /** Where this role's last operation left, or found, the head. */
    int leftAt;
    /** The opposite tail as last read, after the head {@link #leftAt} or an earlier one. */
    int cachedTail;

    /** Operations that had to sleep for others on their side to finish. */
    int stalled;

    SideSync(MemorySegment memory, long own, long opposite, int base, int capacity) {
        this.memory = memory;
        this.head = own + HeadTailLayout.HEAD_OFFSET;
        this.tail = own + HeadTailLayout.TAIL_OFFSET;
        this.oppositeTail = opposite + HeadTailLayout.TAIL_OFFSET;
        this.base = base;
        this.capacity = capacity;
        // No room, so that the first operation reads the opposite tail.
        this.leftAt = Words.loadAcquireInt(memory, this.head);
        this.cachedTail = leftAt - base;
    }

    /** What DPDK reports as free space or available: the room there is now, as far as this moment can be pinned down. */
    final int room() {
        int from = Words.loadAcquireInt(memory, head);
        int room = base + Words.loadAcquireInt(memory, oppositeTail) - from;
        // Others may have moved the head in between, so that the tail seems to be further than it can be.
        return Integer.compareUnsigned(room, capacity) > 0 ? (room < 0 ? 0 : capacity) : room;
    }

    final AnnulusException wild(int from, int room) {
        int opposite = room - base + from;
        return new AnnulusException(
                Reason.WILD_INDEX,
                "ring index: expected at most " + capacity + " elements between this side's head "
                        + Integer.toUnsignedString(from) + " and the other side's tail "
                        + Integer.toUnsignedString(opposite) + ", found " + Integer.toUnsignedString(room),
                "Something wrote over the ring's indices; stop its users and reset or remove the ring");
    }
}
