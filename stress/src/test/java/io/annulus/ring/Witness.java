// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.memory.Probe;

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

    private final Attacked ring;
    private final Attack.Writer writer;
    private final Sight sight;
    private final IndexWord tail;
    private final String tailAccess;
    private int steps;
    private int looksAtTail;
    private boolean waited;

    Witness(Attacked ring, Purpose side, Attack.Writer writer) {
        this.ring = ring;
        this.writer = writer;
        this.sight = new Sight(ring, side);
        this.tail = ring.word(side, "tail");
        this.tailAccess = Sight.access(tail.offset());
    }

    int steps() {
        return steps;
    }

    boolean waited() {
        return waited;
    }

    Sight sight() {
        return sight;
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
        sight.see(step);
    }

    private void letItGoOn() {
        if (!waited) {
            assertThat(ring.mode()).as("the mode that may wait for a tail").isEqualTo(SyncMode.MULTI);
            assertThat(sight.position() - ring.load(tail.offset()))
                    .as("elements in front of it")
                    .isBetween(1, Attacked.CAPACITY);
        }
        waited = true;
        ring.overwrite(tail, sight.position());
    }
}
