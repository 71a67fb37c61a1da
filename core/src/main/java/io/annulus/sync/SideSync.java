// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What one role remembers between its operations on a side.
 *
 * <p>A role keeps how far its head may go, from the opposite tail it read last, and uses that again while there is room
 * enough <em>and</em> the head it loads is the one it last left. The second condition is what makes the first one right when
 * several roles share the side, or a C program takes it over: without it, a role that slept while others moved 2^32 elements
 * could take a stale tail for a valid one, and overwrite elements nobody has read. With it, a stale tail means that nobody
 * has moved our head, and then the opposite tail, which only grows, is at least where we saw it: too little room is all that
 * can come of it. (Of all the positions a head can come back to, exactly 2^32 elements later, only the very same one would
 * fool it.) A refusal and a short burst always read the tail again first, so moved counts are exact. What was read on a
 * refusal, and in front of a reservation that was cancelled, is not kept: the head is where it was, so a reset of the ring in
 * between, which a C program can do while our role is idle, would not show in it.
 *
 * <p>Whatever stands in memory, an operation ends: what cannot be is {@linkplain Reason#WILD_INDEX reported}, an attempt is
 * repeated a limited number of times, and a wait for others {@linkplain Reason#STALLED gives up} at a deadline, before
 * anything was moved. The one exception is {@link TailWait}, which is in the nature of MULTI.
 */
public final class SideSync extends RoleState {
    /** How long an operation waits for others on its side, if nobody says otherwise. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

    /** Somebody who makes this many attempts of ours in a row fail is writing nonsense faster than we can look. */
    static final int ATTEMPTS = 1 << 16;

    private final Side side;
    private final int elementSize;

    long after01, after02, after03, after04, after05, after06, after07, after08;
    long after09, after10, after11, after12, after13, after14, after15, after16;

    SideSync(Side side, int elementSize) {
        this.side = side;
        this.elementSize = elementSize;
        setReady(true);
        // No room, so that the first operation reads the opposite tail.
        this.leftAt = side.loadHead();
        forgetRoom();
    }

    public Side side() {
        return side;
    }

    /** Whether the role may begin an operation: it is open, and holds no reservation. Kept here, with all that changes. */
    public boolean isReady() {
        return ready != 0;
    }

    /** The same, and its elements are of that size: one comparison for both. */
    public boolean isReadyFor(int bytes) {
        return ready == bytes;
    }

    public void setReady(boolean may) {
        ready = may ? elementSize : 0;
    }

    /** Operations that had to sleep for others on their side to finish. */
    public int stalled() {
        return stalled;
    }

    /** How long an operation waits for others on its side before it gives up. */
    public void setPatience(Duration patience) {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience: expected 0 or more, found " + patience);
        }
        patienceNanos = TimeUnit.NANOSECONDS.convert(patience);
    }

    /** Whether there is room for {@code most} in front of this head, by what is remembered. */
    boolean knowsRoom(int head, int most) {
        return head == leftAt && Integer.compareUnsigned(limit - head, most) >= 0;
    }

    /** Remembers the room in front of a head, and returns how many of {@code least} to {@code most} fit: 0 for too few. */
    int learnRoom(int head, int room, int least, int most) {
        leftAt = head;
        if (room >= least) {
            limit = head + room;
            return room >= most ? most : room;
        }
        forgetRoom();
        return 0;
    }

    /** Room that was too little, or is not to be relied on: the next operation reads the opposite tail. */
    void forgetRoom() {
        limit = leftAt;
    }

    /** The next number of an attempt. */
    int tryAgain(int attempt) {
        return tryAgain(attempt, ATTEMPTS);
    }

    int tryAgain(int attempt, int most) {
        if (attempt >= most) {
            throw side.restless(most);
        }
        return attempt + 1;
    }

    /** Waits a little, in front of any change, for an operation of others; returns the number of the next round. */
    int giveWay(int round) {
        if (round == Backoff.FIRST_SLEEP) {
            countStall();
            giveUpAt = System.nanoTime() + patienceNanos;
        } else if (round > Backoff.FIRST_SLEEP && System.nanoTime() - giveUpAt >= 0) {
            throw new AnnulusException(
                    Reason.STALLED,
                    side.where().side() + ": waited " + TimeUnit.NANOSECONDS.toMillis(patienceNanos)
                            + " ms for an operation in progress on this side, at tail "
                            + Integer.toUnsignedString(side.loadTail()) + "; nothing was moved; "
                            + side.where().blockers().get(),
                    "If that thread is paused, let it go on and try again; if it died, see 'annulus ring diagnose'");
        }
        return Backoff.pause(round);
    }

    void countStall() {
        stalled++;
    }
}
