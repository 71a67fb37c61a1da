// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import java.util.ArrayList;
import java.util.List;

/**
 * An operation and the ring it is asked for on.
 *
 * @param operation the operation
 * @param start how many elements the ring had moved before
 * @param used how many it holds
 */
record Situation(Operation operation, int start, int used) {
    private static final int NEAR_WRAP = -3;

    /** Every operation there is in a mode, on an empty, a half full and a full ring, new and shortly before 2^32. */
    static List<Situation> all(SyncMode mode) {
        List<Situation> all = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            if (operation.isFor(mode)) {
                for (int used : new int[] {0, 4, Attacked.CAPACITY}) {
                    all.add(new Situation(operation, 0, used));
                    all.add(new Situation(operation, NEAR_WRAP, used));
                }
            }
        }
        return all;
    }

    /** Of those, the ones shortly before 2^32. */
    static List<Situation> nearWrap(SyncMode mode) {
        return all(mode).stream().filter(s -> s.start == NEAR_WRAP).toList();
    }

    /** Makes the ring and attacks the operation; then onlookers must be safe and a reset must heal. */
    Attack.Outcome attack(Attacked ring, Attack.Target target, Attack.Writer writer, Object... how) {
        try {
            ring.make(start, used);
            Attack.Outcome outcome = Attack.on(ring, operation, writer, target);
            ring.requireThatOnlookersAreSafe();
            ring.requireThatAResetHeals();
            return outcome;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(this + ", " + List.of(how) + ": " + e.getMessage(), e);
        }
    }
}
