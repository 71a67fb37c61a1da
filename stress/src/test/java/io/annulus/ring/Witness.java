// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.memory.Probe;
import io.annulus.sync.HeadTailLayout;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sees each access of an operation under attack as the operation itself does, after the writer has been there; stops it
 * with a failure at {@link #LIMIT} accesses.
 *
 * <p>There is one wait without an end: an operation on a MULTI side that has copied its elements waits for a tail that may
 * still come. It is recognised (hundreds of loads of the own tail in a row, though an impossible one would have been
 * noticed by then), must be legitimate, and is ended by storing the tail it waits for.
 */
final class Witness implements Probe.Hook {
    /** Eight accesses in each of 2^16 attempts: more than any operation makes. */
    static final int LIMIT = 8 << 16;

    /** MULTI looks at a tail this often before it says that it is impossible, and a little longer. */
    private static final int LOOKS = 340;

    /** The table is a segment of its own. */
    private static final Set<String> TABLE_ACCESSES = IntStream.range(0, Attacked.SIZE)
            .mapToObj(slot -> access((long) slot * Long.BYTES))
            .collect(Collectors.toSet());

    private final Attacked ring;
    private final Attack.Writer writer;
    private final boolean produces;
    private final long head;
    private final IndexWord tail;
    private final long oppositeTail;
    private final String headAccess;
    private final String tailAccess;
    private final String oppositeTailAccess;
    private int steps;
    private int looksAtTail;
    private int headSeen;
    private int oppositeTailSeen;
    private boolean headTaken;
    private boolean waited;

    Witness(Attacked ring, Purpose side, Attack.Writer writer) {
        long own = Attacked.offset(side);
        this.ring = ring;
        this.writer = writer;
        this.produces = side == Purpose.PRODUCER;
        this.head = own + HeadTailLayout.headOffset(ring.mode().number());
        this.tail = ring.word(side, "tail");
        this.oppositeTail =
                Attacked.offset(produces ? Purpose.CONSUMER : Purpose.PRODUCER) + HeadTailLayout.TAIL_OFFSET;
        // An RTS head is loaded with its count, which lies in front of it.
        this.headAccess = access(ring.mode() == SyncMode.MULTI_RTS ? own + HeadTailLayout.RTS_HEAD_WORD_OFFSET : head);
        this.tailAccess = access(tail.offset());
        this.oppositeTailAccess = access(oppositeTail);
        this.oppositeTailSeen = ring.load(oppositeTail);
    }

    private static String access(long offset) {
        return "access byte " + offset;
    }

    int steps() {
        return steps;
    }

    boolean waited() {
        return waited;
    }

    @Override
    public void before(String step) {
        steps++;
        if (steps > LIMIT) {
            throw new AssertionError("no end after " + LIMIT + " accesses, the last: " + step);
        }
        looksAtTail = step.equals(tailAccess) ? looksAtTail + 1 : 0;
        if (looksAtTail <= LOOKS) {
            writer.before(steps);
        } else {
            letItGoOn();
        }
        see(step);
    }

    // A tail that cannot be is not gone by. Elements lie from the last head on that was seen before they were copied;
    // on a SINGLE side from the first, which
    // a
    // reservation stores again.
    private void see(String step) {
        if (step.equals(headAccess)) {
            if (!headTaken) {
                headSeen = ring.load(head);
            }
            headTaken |= ring.mode() == SyncMode.SINGLE;
        } else if (step.equals(oppositeTailAccess)) {
            int found = ring.load(oppositeTail);
            oppositeTailSeen = isPossible(room(found)) ? found : oppositeTailSeen;
        } else if (TABLE_ACCESSES.contains(step)) {
            headTaken = true;
        }
    }

    private void letItGoOn() {
        if (!waited) {
            assertThat(ring.mode()).as("the mode that may wait for a tail").isEqualTo(SyncMode.MULTI);
            assertThat(headSeen - ring.load(tail.offset()))
                    .as("elements in front of it")
                    .isBetween(1, Attacked.CAPACITY);
        }
        waited = true;
        ring.overwrite(tail, headSeen);
    }

    /** Whatever its indices were meanwhile, where the elements end that it moved the side's tail now stands. */
    void requireStored(int moved) {
        int end = headSeen + moved;
        switch (ring.mode()) {
            case SINGLE, MULTI_HTS -> {
                assertThat(ring.load(tail.offset())).as("tail").isEqualTo(end);
                assertThat(ring.load(head)).as("head").isEqualTo(end);
            }
            case MULTI -> assertThat(ring.load(tail.offset())).as("tail").isEqualTo(end);
            case MULTI_RTS -> {} // It may be another operation's to move it.
        }
    }

    /** By the indices it saw, these are elements it was allowed to copy. */
    void requirePlaceFor(Attacked.Copied copied) {
        if (copied.count() != 0) {
            assertThat(copied.first()).as("first slot").isEqualTo(headSeen & Attacked.SIZE - 1);
            int room = (produces ? Attacked.CAPACITY : 0) + oppositeTailSeen - headSeen;
            assertThat(room)
                    .as("room, of which it used %d", copied.count())
                    .isBetween(copied.count(), Attacked.CAPACITY);
        }
    }

    private int room(int opposite) {
        return (produces ? Attacked.CAPACITY : 0) + opposite - headSeen;
    }

    private static boolean isPossible(int room) {
        return room >= 0 && room <= Attacked.CAPACITY;
    }
}
