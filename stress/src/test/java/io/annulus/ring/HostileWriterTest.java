// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.liveness.Purpose;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody writes over a ring's indices in front of every access an operation makes, and never stops: it ends all the same. */
class HostileWriterTest {
    private static final List<Hostility> HOSTILITIES = List.of(Hostility.values());
    private static final int ROUNDS = Boolean.getBoolean("annulus.long") ? 1000 : 20;

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void whateverIsWrittenIntoOneIndexAnOperationEnds(SyncMode mode) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Attacked ring = new Attacked(mode);
        Tally tally = new Tally("one index at every access");
        for (Situation situation : Situation.nearWrap(mode)) {
            for (IndexWord word : ring.words()) {
                for (Hostility hostility : HOSTILITIES) {
                    int original = situation.start();
                    Attack.Writer writer =
                            step -> ring.overwrite(word, hostility.next(ring.load(word.offset()), original, random));
                    tally.add(
                            situation,
                            situation.attack(
                                    ring, word.target(situation.operation()), writer, word, hostility, "seed " + seed));
                }
            }
        }
        tally.requireBothEnds(mode);
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void whereverItIsWrittenAnOperationEnds(SyncMode mode) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Attacked ring = new Attacked(mode);
        List<IndexWord> words = ring.words();
        Tally tally = new Tally("any index at every access");
        for (int round = 0; round < ROUNDS; round++) {
            for (Situation situation : Situation.all(mode)) {
                Hostility hostility = HOSTILITIES.get(random.nextInt(HOSTILITIES.size()));
                Attack.Writer writer = step -> {
                    IndexWord word = words.get(random.nextInt(words.size()));
                    ring.overwrite(word, hostility.next(ring.load(word.offset()), situation.start(), random));
                };
                tally.add(situation, situation.attack(ring, Attack.Target.OWN, writer, hostility, "seed " + seed));
            }
        }
        tally.requireBothEnds(mode);
    }

    /**
     * An enemy who knows the limit lets the last attempt to reserve succeed, and then none to publish. The burst is larger
     * than the room, so that each attempt also loads the other side's tail.
     */
    @Test
    void theLongestAnOperationLastsIsAFewAccessesForEachOfItsAttempts() {
        Attacked ring = new Attacked(SyncMode.MULTI_RTS);
        IndexWord headCount = ring.word(Purpose.PRODUCER, "head count");
        IndexWord tailCount = ring.word(Purpose.PRODUCER, "tail count");
        Situation situation = new Situation(Operation.ENQUEUE_BURST, 0, 4);
        int attemptsToReserve = ((1 << 16) - 1) * 4;
        Attack.Outcome outcome = situation.attack(ring, Attack.Target.OWN, step -> {
            IndexWord word = step < attemptsToReserve ? headCount : tailCount;
            ring.overwrite(word, ring.load(word.offset()) + 1);
        });
        assertThat(outcome.error()).isEqualTo(Reason.WILD_INDEX);
        assertThat(outcome.steps()).isBetween(7 * ((1 << 16) - 1), Witness.LIMIT);
        System.out.printf("the longest operation: %d accesses%n", outcome.steps());
    }
}
