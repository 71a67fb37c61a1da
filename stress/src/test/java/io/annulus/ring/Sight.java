// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.sync.HeadTailLayout;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What an operation has seen of the indices, looked at when it does, and what that allowed it to do. */
final class Sight {
    private static final Set<String> TABLE = IntStream.range(0, Attacked.SIZE)
            .mapToObj(slot -> access(Attacked.slot(slot)))
            .collect(Collectors.toSet());

    private final Attacked ring;
    private final SyncMode mode;
    private final long own;
    private final int base;
    private final long oppositeTail;
    private final String headAccess;
    private final String wordAccess;
    private final String oppositeTailAccess;

    private int position;
    private boolean positionIsFixed;
    private int opposite;
    private int begun;
    private int reached;
    private int ended;
    private int shown;

    Sight(Attacked ring, Purpose side) {
        this.ring = ring;
        this.mode = ring.mode();
        this.own = Attacked.offset(side);
        this.base = side == Purpose.PRODUCER ? Attacked.CAPACITY : 0;
        this.oppositeTail = Attacked.offset(side == Purpose.PRODUCER ? Purpose.CONSUMER : Purpose.PRODUCER)
                + HeadTailLayout.TAIL_OFFSET;
        this.headAccess = access(
                own + (mode == SyncMode.MULTI_RTS ? HeadTailLayout.RTS_HEAD_WORD_OFFSET : HeadTailLayout.HEAD_OFFSET));
        this.wordAccess = access(own + HeadTailLayout.RTS_TAIL_WORD_OFFSET);
        this.oppositeTailAccess = access(oppositeTail);
        this.opposite = ring.load(oppositeTail);
    }

    static String access(long offset) {
        return "access byte " + offset;
    }

    /** Where its elements begin: the head it saw last before it copied; on a SINGLE side the first, which it never doubts. */
    int position() {
        return position;
    }

    void see(String step) {
        if (step.equals(headAccess)) {
            if (!positionIsFixed) {
                position = load(HeadTailLayout.headOffset(mode.number()));
                positionIsFixed = mode == SyncMode.SINGLE;
            }
            begun = load(HeadTailLayout.RTS_HEAD_COUNT_OFFSET);
            reached = load(HeadTailLayout.RTS_HEAD_OFFSET);
        } else if (step.equals(oppositeTailAccess)) {
            int found = ring.load(oppositeTail);
            opposite = isPossible(base + found - position) ? found : opposite; // It goes by none that cannot be.
        } else if (TABLE.contains(step)) {
            positionIsFixed = true;
        }
        if (step.equals(wordAccess)) {
            ended = load(HeadTailLayout.RTS_TAIL_COUNT_OFFSET);
            shown = load(HeadTailLayout.TAIL_OFFSET);
        }
    }

    private int load(long offset) {
        return ring.load(own + offset);
    }

    /** These are elements it was allowed to copy. */
    void requirePlaceFor(Attacked.Copied copied) {
        if (copied.count() != 0) {
            assertThat(copied.first()).as("first slot").isEqualTo(position & Attacked.SIZE - 1);
            assertThat(base + opposite - position)
                    .as("room, of which it used %d", copied.count())
                    .isBetween(copied.count(), Attacked.CAPACITY);
        }
    }

    /** Whatever the side's indices were meanwhile, its tail is where the operation, having moved so many, must leave it. */
    void requireStored(int moved) {
        int end = position + moved;
        switch (mode) {
            case SINGLE, MULTI_HTS -> {
                assertThat(load(HeadTailLayout.TAIL_OFFSET)).as("tail").isEqualTo(end);
                assertThat(load(HeadTailLayout.HEAD_OFFSET)).as("head").isEqualTo(end);
            }
            case MULTI ->
                assertThat(load(HeadTailLayout.TAIL_OFFSET)).as("tail").isEqualTo(end);
            case MULTI_RTS -> requireEnded();
        }
    }

    // The last to end moves the tail to the head it saw; before it the others only count themselves.
    private void requireEnded() {
        int inBetween = begun - ended;
        assertThat(reached - shown).as("elements in progress").isBetween(1, Attacked.CAPACITY);
        assertThat(inBetween).as("operations in progress").isBetween(1, reached - shown);
        assertThat(load(HeadTailLayout.RTS_TAIL_COUNT_OFFSET))
                .as("operations ended")
                .isEqualTo(ended + 1);
        assertThat(load(HeadTailLayout.TAIL_OFFSET)).as("tail").isEqualTo(inBetween == 1 ? reached : shown);
    }

    private static boolean isPossible(int room) {
        return room >= 0 && room <= Attacked.CAPACITY;
    }
}
