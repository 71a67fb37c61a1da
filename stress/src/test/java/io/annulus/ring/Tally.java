// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import java.util.EnumMap;
import java.util.Map;

/** How attacks on the operations of one mode have ended. */
final class Tally {
    private final String name;
    private final Map<Reason, Integer> errors = new EnumMap<>(Reason.class);
    private int attacks;
    private int returned;
    private int waits;
    private int mostSteps;
    private String longest = "";

    Tally(String name) {
        this.name = name;
    }

    void add(Situation situation, Attack.Outcome outcome) {
        attacks++;
        returned += outcome.error() == null ? 1 : 0;
        waits += outcome.waited() ? 1 : 0;
        if (outcome.error() != null) {
            errors.merge(outcome.error(), 1, Integer::sum);
        }
        if (outcome.steps() > mostSteps) {
            mostSteps = outcome.steps();
            longest = situation.toString();
        }
    }

    /** Some operations returned and some found wild indices; and of MULTI, RTS and HTS each waited in its way. */
    void requireAllEnds(SyncMode mode) {
        requireBothEnds(mode);
        assertThat(errors.containsKey(Reason.STALLED))
                .isEqualTo(mode == SyncMode.MULTI_RTS || mode == SyncMode.MULTI_HTS);
        assertThat(waits > 0).as("waits without end").isEqualTo(mode == SyncMode.MULTI);
    }

    /** Some operations returned and some found wild indices. */
    void requireBothEnds(SyncMode mode) {
        System.out.printf(
                "%s, %s: %d attacks; %d returned, %d of them after a wait that was ended for them; errors %s;"
                        + " at most %d accesses (%s)%n",
                mode, name, attacks, returned, waits, errors, mostSteps, longest);
        assertThat(returned).isPositive();
        assertThat(errors).containsKey(Reason.WILD_INDEX);
    }
}
