// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Somebody writes over one of a ring's indices in the middle of an operation, in front of any access it makes: it returns,
 * or fails with a typed error, within a bounded number of accesses; it has touched nothing but elements of the table and
 * indices of its own side; what it says it has moved it has moved, and no more than the indices it saw allowed.
 *
 * <p>Tried with the defect put back: with no distance called impossible, operations in each mode use room that is not
 * there; with that left out only where onlookers ask for the room, they get numbers that cannot be.
 */
class WildInTheMiddleTest {

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void anIndexIsOverwrittenOnce(SyncMode mode) {
        attackEachAccess("overwritten once", mode, (ring, word, wild, at) -> step -> {
            if (step == at) {
                ring.overwrite(word, wild.instead(ring.load(word.offset())));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void anIndexIsHeldAtAWildValueFromThenOn(SyncMode mode) {
        attackEachAccess("held from then on", mode, (ring, word, wild, at) -> {
            int[] value = new int[1];
            return step -> {
                if (step == at) {
                    value[0] = wild.instead(ring.load(word.offset()));
                }
                if (step >= at) {
                    ring.overwrite(word, value[0]);
                }
            };
        });
    }

    /** Makes one that strikes in front of the access of that number. */
    @FunctionalInterface
    private interface Armoury {
        Attack.Writer writer(Attacked ring, IndexWord word, Wild wild, int at);
    }

    private static void attackEachAccess(String name, SyncMode mode, Armoury armoury) {
        Attacked ring = new Attacked(mode);
        Tally tally = new Tally(name);
        for (Situation situation : Situation.all(mode)) {
            int accesses =
                    situation.attack(ring, Attack.Target.OTHERS, step -> {}).steps();
            for (IndexWord word : ring.words()) {
                for (Wild wild : Wild.values()) {
                    for (int at = 1; at <= accesses; at++) {
                        Attack.Writer writer = armoury.writer(ring, word, wild, at);
                        Attack.Target target = word.target(situation.operation());
                        tally.add(
                                situation,
                                situation.attack(ring, target, writer, word, wild, "in front of access " + at));
                    }
                }
            }
        }
        tally.requireAllEnds(mode);
    }
}
