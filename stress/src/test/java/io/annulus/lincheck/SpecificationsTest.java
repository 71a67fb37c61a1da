// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the specifications let through, on runs made up for them. */
class SpecificationsTest {
    private static final int NOTHING = 0;

    private final List<Call> run = new ArrayList<>();

    @Test
    void aDequeueThatOverlapsNothingFindsWhatIsThere() {
        int e1 = enqueue(NOTHING, 1);
        dequeue(e1);
        assertAllowed(false, false, false);
    }

    @Test
    void anElementIsLateWhileAnEnqueueThatOverlappedItsOwnIsInProgress() {
        int e2 = enqueue(NOTHING, 2);
        int e1 = enqueue(NOTHING, 1);
        dequeue(e1); // e2 has not ended.
        assertAllowed(false, true, true);
        dequeue(e1 | e2 | bit(2), 1L);
        dequeue(e1 | e2 | bit(2) | bit(3), 2L);
        assertAllowed(false, true, true);
    }

    @Test
    void anElementIsLateOverAChainOfEnqueuesNoTwoOfWhichItselfOverlapped() {
        enqueue(NOTHING, 2);
        int e1 = enqueue(NOTHING, 1);
        enqueue(e1, 3); // Overlaps e2.
        dequeue(e1 | bit(0)); // Overlaps e3.
        assertAllowed(false, true, true);
    }

    @Test
    void anElementIsNotLateOnceAllOfThemHaveEnded() {
        int e2 = enqueue(NOTHING, 2);
        int e1 = enqueue(NOTHING, 1);
        int e3 = enqueue(e1 | e2, 3);
        dequeue(e1 | e2); // Overlaps only e3, which overlapped neither.
        assertAllowed(false, false, false);
        assertThat(e3).isEqualTo(bit(2));
    }

    @Test
    void lateElementsKeepTheirOrder() {
        int e1 = enqueue(NOTHING, 1);
        enqueue(NOTHING, 2);
        enqueue(e1, 3);
        dequeue(e1, 3L);
        assertAllowed(false, false, false);
    }

    @Test
    void whatOneLookHasSeenTheNextOneSees() {
        int e1 = enqueue(NOTHING, 1);
        enqueue(NOTHING, 2);
        int look = look(e1);
        look(e1 | look, 1L);
        assertAllowed(false, true, true);
        run.clear();
        enqueue(NOTHING, 1);
        enqueue(NOTHING, 2);
        look = look(e1, 1L);
        look(e1 | look);
        assertAllowed(false, false, false);
    }

    @Test
    void anEnqueueThatOverlapsAnotherMayBeRefusedWhereTheRingCanBeFull() {
        enqueue(NOTHING, 1);
        refused(NOTHING);
        assertAllowed(false, false, true);
    }

    @Test
    void anEnqueueThatOverlapsNothingIsRefusedByAFullRingOnly() {
        int e1 = enqueue(NOTHING, 1);
        refused(e1);
        assertAllowed(false, false, false);
        run.clear();
        int all = 0;
        for (int i = 0; i < RelaxedRefusals.CAPACITY; i++) {
            all |= enqueue(all, i);
        }
        refused(all);
        assertAllowed(false, false, true);
    }

    @Test
    void aBurstBesideALookMayTakeFewerThanThereAreButSome() {
        int e1 = enqueue(NOTHING, 1);
        add("dequeueBurst", e1, List.of(1L));
        int e2 = enqueue(e1, 2);
        look(e1 | e2, 1L);
        assertAllowed(true, true, true);
        run.clear();
        e1 = enqueue(NOTHING, 1);
        dequeue(e1);
        look(e1, 1L);
        assertAllowed(false, false, false);
    }

    @Test
    void aBurstBesideAnythingElseTakesWhatThereIs() {
        int e1 = enqueue(NOTHING, 1);
        add("dequeueBurst", e1, List.of(1L));
        int e2 = enqueue(e1, 2);
        add("dequeue", e1 | e2, List.of(2L));
        assertAllowed(true, true, true); // The burst came before the second element.
        run.clear();
        e1 = enqueue(NOTHING, 1);
        e2 = enqueue(e1, 2);
        add("dequeueBurst", e1 | e2, List.of(1L));
        assertAllowed(false, false, false);
    }

    @Test
    void nothingIsLostDoubledOrOutOfThinAir() {
        int e1 = enqueue(NOTHING, 1);
        dequeue(e1, 1L);
        dequeue(e1, 1L);
        assertAllowed(false, false, false);
        run.clear();
        dequeue(NOTHING, 1L);
        assertAllowed(false, false, false);
    }

    private int enqueue(int before, long value) {
        return add("enqueue", before, List.of(value));
    }

    private void refused(int before) {
        add("enqueue", before, List.of());
    }

    private int dequeue(int before, Long... values) {
        return add(values.length < 2 ? "dequeue" : "dequeueBurst", before, List.of(values));
    }

    private int look(int before, Long... values) {
        return add("peek", before, List.of(values));
    }

    private int add(String operation, int before, List<Long> reserved) {
        run.add(new Call(Manner.of(operation), reserved, before, Call.Freedom.FEWER_OR_NOTHING));
        return bit(run.size() - 1);
    }

    private static int bit(int call) {
        return 1 << call;
    }

    private void assertAllowed(boolean exact, boolean late, boolean relaxed) {
        List<Call> calls = IntStream.range(0, run.size())
                .mapToObj(i -> isAlone(i) ? run.get(i).exact() : run.get(i))
                .toList();
        assertThat(ExactQueue.allows(calls)).as("exact").isEqualTo(exact);
        assertThat(LateElements.allows(calls)).as("late").isEqualTo(late);
        assertThat(RelaxedRefusals.allows(calls)).as("relaxed").isEqualTo(relaxed);
    }

    private boolean isAlone(int call) {
        return IntStream.range(0, run.size())
                .allMatch(i -> i == call
                        || (run.get(call).before() & bit(i)) != 0
                        || (run.get(i).before() & bit(call)) != 0);
    }
}
