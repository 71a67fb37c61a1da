// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.kotlinx.lincheck.execution.HBClock;
import org.jetbrains.kotlinx.lincheck.util.LincheckResult;
import org.jetbrains.kotlinx.lincheck.util.ValueResult;

/** The operations of one run and which had ended before which began. */
final class History {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(Actor actor, LincheckResult result, int before) {}

    private History() {}

    /** Null if an operation did not return. */
    static List<Call> of(ExecutionScenario scenario, ExecutionResult results) {
        History history = new History();
        history.addInTurn(scenario.getInitExecution(), results.getInitResults());
        history.addOverlapping(scenario, results);
        history.addInTurn(scenario.getPostExecution(), results.getPostResults());
        return history.calls();
    }

    private void addInTurn(List<Actor> actors, List<? extends LincheckResult> results) {
        for (int i = 0; i < actors.size(); i++) {
            entries.add(new Entry(actors.get(i), results.get(i), everything()));
        }
    }

    private void addOverlapping(ExecutionScenario scenario, ExecutionResult results) {
        List<List<Actor>> threads = scenario.getParallelExecution();
        int earlier = everything();
        int[] firstOf = new int[threads.size()];
        int next = entries.size();
        for (int thread = 0; thread < firstOf.length; thread++) {
            firstOf[thread] = next;
            next += threads.get(thread).size();
        }
        for (int thread = 0; thread < firstOf.length; thread++) {
            for (int i = 0; i < threads.get(thread).size(); i++) {
                var result = results.getParallelResultsWithClock().get(thread).get(i);
                int before = earlier | ended(result.getClockOnStart(), firstOf) | bits(firstOf[thread], i);
                entries.add(new Entry(threads.get(thread).get(i), result.getResult(), before));
            }
        }
    }

    private static int ended(HBClock clock, int[] firstOf) {
        int before = 0;
        for (int thread = 0; thread < firstOf.length; thread++) {
            before |= bits(firstOf[thread], clock.get(thread));
        }
        return before;
    }

    private static int bits(int first, int count) {
        return ((1 << count) - 1) << first;
    }

    private int everything() {
        return bits(0, entries.size());
    }

    private List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (!(entry.result() instanceof ValueResult returned)) {
                return null;
            }
            calls.add(Call.of(entry.actor(), returned.getValue(), entry.before(), isAlone(i)));
        }
        return calls;
    }

    private boolean isAlone(int index) {
        int ordered = entries.get(index).before() | 1 << index;
        for (int i = 0; i < entries.size(); i++) {
            ordered |= (entries.get(i).before() >>> index & 1) << i;
        }
        return ordered == everything();
    }
}
