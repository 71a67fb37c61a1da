// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.verifier.CachedVerifier;

/**
 * The specification of a ring that is never full and has MULTI_RTS producers: elements become visible when the tail moves,
 * and that is when none of the enqueues that overlapped is in progress any more, perhaps after the call that enqueued them
 * has returned.
 *
 * <p>So a linearizable queue, but that an enqueue counts as lasting, for the dequeues that come after it, until all
 * enqueues have ended that overlapped it, or overlapped one of those, and so on. A dequeue that began before that may come
 * before it. Nothing else is relaxed: enqueues keep their order among themselves, dequeues theirs, what one dequeue has
 * seen the next one sees, and a dequeue that begins while no enqueue is in progress finds everything.
 */
public final class LateElements extends CachedVerifier {
    /** As Lincheck makes it. */
    public LateElements(@SuppressWarnings("unused") Class<?> sequentialSpecification) {}

    @Override
    public boolean verifyResultsImpl(ExecutionScenario scenario, ExecutionResult results) {
        List<Call> calls = History.of(scenario, results);
        return calls != null && allows(calls);
    }

    static boolean allows(List<Call> calls) {
        return new QueueOrder(late(ShortBursts.exactOtherwise(calls)), ExactQueue.NEVER_FULL).exists();
    }

    /** The same run, its dequeues no longer ordered behind enqueues whose elements they need not have seen. */
    static List<Call> late(List<Call> calls) {
        int[] groups = groups(calls);
        List<Call> late = new ArrayList<>();
        for (Call call : calls) {
            int unordered = 0;
            for (int i = 0; i < groups.length && !call.enqueues(); i++) {
                boolean lasts = (groups[i] & ~call.before()) != 0;
                unordered |= lasts ? 1 << i : 0;
            }
            late.add(call.without(unordered));
        }
        return late;
    }

    /**
     * For each call that enqueued something: itself, those that it overlapped, those that overlapped one of these, and so
     * on. One that found the ring full among the elements of such a group may have counted those that are not visible yet;
     * it counts as lasting as long.
     */
    private static int[] groups(List<Call> calls) {
        int[] groups = new int[calls.size()];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = isEnqueue(calls.get(i)) ? 1 << i : 0;
        }
        for (int round = 0; round < groups.length; round++) {
            for (int i = 0; i < groups.length; i++) {
                groups[i] |= isEnqueue(calls.get(i)) ? ofOverlapping(i, groups, calls) : 0;
            }
        }
        for (int i = 0; i < groups.length; i++) {
            groups[i] |= calls.get(i).enqueues() ? ofOverlapping(i, groups, calls) : 0;
        }
        return groups;
    }

    private static int ofOverlapping(int call, int[] groups, List<Call> calls) {
        int all = 0;
        for (int i = 0; i < groups.length; i++) {
            all |= isEnqueue(calls.get(i)) && Call.overlap(calls, call, i) ? groups[i] : 0;
        }
        return all;
    }

    private static boolean isEnqueue(Call call) {
        return call.enqueues() && call.movesSomething();
    }
}
