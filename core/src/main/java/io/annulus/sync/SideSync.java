// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

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
 * and a short burst always read the tail again first, so moved counts are exact. What was read on a refusal, and in front
 * of a reservation that was cancelled, is not kept: the head is where it was, so a reset of the ring in between, which a C
 * program can do while our role is idle, would not show in it.
 *
 * <p>Whatever stands in memory, an operation ends: what cannot be is {@linkplain Reason#WILD_INDEX reported}, an attempt is
 * repeated a limited number of times, and a wait for others {@linkplain Reason#STALLED gives up} at a deadline, before
 * anything was moved. The one exception is {@link TailWait}, which is in the nature of MULTI.
 *
 * <p>The classes are a closed family chosen between by type ({@link Dispatch}); a virtual call over several of them costs
 * three times as much (docs/decisions/001).
 */
public abstract sealed class SideSync extends RolePadding permits SingleSync, MultiSync, RtsSync, HtsSync {
    /** How long an operation waits for others on its side, if nobody says otherwise. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

    /** Somebody who makes this many attempts of ours in a row fail is writing nonsense faster than we can look. */
    static final int ATTEMPTS = 1 << 16;
    /** Looks until head and opposite tail are taken for those of different moments. */
    private static final int LOOKS = 8;

    final MemorySegment memory;
    final long head;
    final long tail;
    final long oppositeTail;
    final int base;
    final int capacity;
    private final int syncType;
    private final Whereabouts where;

    /** Where the elements of the reservation in progress begin. */
    int position;
    /** Where this role's last operation left, or found, the head. */
    int leftAt;
    /** The opposite tail as last read, after the head {@link #leftAt} or an earlier one. */
    int cachedTail;

    private boolean ready = true;
    private int stalled;
    private long patienceNanos = DEFAULT_PATIENCE.toNanos();
    private long giveUpAt;

    SideSync(Side side, int syncType) {
        this.syncType = syncType;
        this.memory = side.memory();
        this.head = side.own() + HeadTailLayout.headOffset(syncType);
        this.tail = side.own() + HeadTailLayout.TAIL_OFFSET;
        this.oppositeTail = side.opposite() + HeadTailLayout.TAIL_OFFSET;
        this.base = side.base();
        this.capacity = side.capacity();
        this.where = side.where();
        // No room, so that the first operation reads the opposite tail.
        this.leftAt = Words.loadAcquireInt(memory, this.head);
        this.cachedTail = leftAt - base;
    }

    /** Whether the role may begin an operation: it is open, and holds no reservation. Kept here, with all that changes. */
    public final boolean isReady() {
        return ready;
    }

    public final void setReady(boolean may) {
        ready = may;
    }

    /** Where the elements reserved last begin. */
    public final int position() {
        return position;
    }

    /** Operations that had to sleep for others on their side to finish. */
    public final int stalled() {
        return stalled;
    }

    /** How long an operation waits for others on its side before it gives up. */
    public final void setPatience(Duration patience) {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience: expected 0 or more, found " + patience);
        }
        patienceNanos = TimeUnit.NANOSECONDS.convert(patience);
    }

    final int syncType() {
        return syncType;
    }

    /** What DPDK reports as free space or available: the room there is now, as far as this moment can be pinned down. */
    public final int room() {
        int room = 0;
        for (int look = 0; look < LOOKS; look++) {
            int from = Words.loadAcquireInt(memory, head);
            room = base + Words.loadAcquireInt(memory, oppositeTail) - from;
            if (!isImpossible(room)) {
                return room;
            }
            // Others have moved the head in between, so that the tail seems to be further than it can be.
        }
        return room < 0 ? 0 : capacity;
    }

    /** Room that was too little, or is not to be relied on: the next operation reads the opposite tail. */
    final void forgetRoom() {
        cachedTail = leftAt - base;
    }

    /** Of {@code room} elements, as many as an operation may take that wants {@code least} to {@code most}. */
    static int fitting(int room, int least, int most) {
        return room >= most ? most : room >= least ? room : 0;
    }

    final boolean isImpossible(int distance) {
        return Integer.compareUnsigned(distance, capacity) > 0;
    }

    /** The next number of an attempt. */
    final int tryAgain(int attempt) {
        return tryAgain(attempt, ATTEMPTS);
    }

    final int tryAgain(int attempt, int most) {
        if (attempt >= most) {
            throw new AnnulusException(
                    Reason.WILD_INDEX,
                    where() + "expected this side's indices to hold still for one attempt in " + most
                            + ", found them changed at each",
                    "Something writes over the ring's indices; stop its users and reset or remove the ring");
        }
        return attempt + 1;
    }

    /** Waits a little, in front of any change, for an operation of others; returns the number of the next round. */
    final int giveWay(int round) {
        if (round == Backoff.FIRST_SLEEP) {
            countStall();
            giveUpAt = System.nanoTime() + patienceNanos;
        } else if (round > Backoff.FIRST_SLEEP && System.nanoTime() - giveUpAt >= 0) {
            throw new AnnulusException(
                    Reason.STALLED,
                    where.side() + ": waited " + TimeUnit.NANOSECONDS.toMillis(patienceNanos)
                            + " ms for an operation in progress on this side, at tail "
                            + Integer.toUnsignedString(Words.loadAcquireInt(memory, tail)) + "; nothing was moved; "
                            + where.blockers().get(),
                    "If that thread is paused, let it go on and try again; if it died, see 'annulus ring diagnose'");
        }
        return Backoff.pause(round);
    }

    final void countStall() {
        stalled++;
    }

    final String where() {
        return where.side() + ", index: ";
    }

    final AnnulusException wild(int from, int room) {
        int opposite = room - base + from;
        return new AnnulusException(
                Reason.WILD_INDEX,
                where() + "expected at most " + capacity + " elements between this side's head "
                        + Integer.toUnsignedString(from) + " and the other side's tail "
                        + Integer.toUnsignedString(opposite) + ", found " + Integer.toUnsignedString(room),
                "Something wrote over the ring's indices; stop its users and reset or remove the ring");
    }

    final AnnulusException apart(int foundHead, int foundTail) {
        return new AnnulusException(
                Reason.WILD_INDEX,
                where() + "expected this side's tail at most " + capacity + " before "
                        + Integer.toUnsignedString(foundHead) + ", found " + Integer.toUnsignedString(foundTail),
                "Something wrote over the ring's indices; stop its users and reset or remove the ring");
    }
}
