// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Probe;

/**
 * One operation under attack: stands in front of each access it makes, and lets a writer write over the ring's indices
 * there. However wild they get, the operation must return or fail with a typed error, and must have done what it says.
 */
final class Attack {

    /**
     * What came of it.
     *
     * @param steps accesses it took
     * @param error why it failed, or null
     * @param waited whether it waited for a tail that might still have come
     */
    record Outcome(int steps, Reason error, boolean waited) {}

    /** Writes over indices, or not, in front of the access of that number. */
    @FunctionalInterface
    interface Writer {
        void before(int step);
    }

    private final Attacked ring;
    private final Operation operation;
    private final Witness witness;

    private Attack(Attacked ring, Operation operation, Writer writer) {
        this.ring = ring;
        this.operation = operation;
        this.witness = new Witness(ring, operation.side(), writer);
    }

    static Outcome on(Attacked ring, Operation operation, Writer writer, Target target) {
        return new Attack(ring, operation, writer).run(target);
    }

    private Outcome run(Target target) {
        Reason error = null;
        Thread.currentThread().interrupt(); // So that the pauses in a wait take no time.
        Probe.set(witness);
        try {
            int moved = ring.run(operation);
            Probe.set(null);
            requireTrue(moved, target);
        } catch (AnnulusException e) {
            Probe.set(null);
            error = e.reason();
            requireLegitimate(e, target);
        } finally {
            Probe.set(null);
            assertThat(Thread.interrupted()).isTrue();
        }
        return new Outcome(witness.steps(), error, witness.waited());
    }

    private void requireTrue(int moved, Target target) {
        assertThat(operation.mayMove(moved))
                .as("%s may move %d", operation, moved)
                .isTrue();
        if (target == Target.OTHERS) {
            ring.requireAdvanced(operation.side(), moved);
        }
        Attacked.Copied copied = ring.requireContained(operation);
        if (operation.reserves()) {
            assertThat(copied.count()).as("elements reserved").isGreaterThanOrEqualTo(moved);
        } else {
            assertThat(copied.count()).as("elements copied").isEqualTo(moved);
        }
        witness.sight().requirePlaceFor(copied);
        if (copied.count() != 0) {
            witness.sight().requireStored(moved);
        }
    }

    private void requireLegitimate(AnnulusException error, Target target) {
        boolean waitsInFront = ring.mode() == SyncMode.MULTI_RTS || ring.mode() == SyncMode.MULTI_HTS;
        assertThat(error.reason())
                .as(error.getMessage())
                .isIn(Reason.WILD_INDEX, waitsInFront ? Reason.STALLED : Reason.WILD_INDEX);
        if (error.reason() == Reason.STALLED || target == Target.OTHERS) {
            ring.requireUntouched();
        } else {
            witness.sight().requirePlaceFor(ring.requireContained(operation));
        }
    }

    /** Whose indices the writer writes over: those of the operation's own side among them, or not. */
    enum Target {
        OWN,
        OTHERS
    }
}
