// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import java.util.List;
import java.util.stream.IntStream;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.verifier.CachedVerifier;

/**
 * The specification of a ring that can be full. An {@code rte_ring} is not a linearizable bounded queue: while a dequeue
 * has moved the head and not yet the tail, its slots are neither full nor free; and while an enqueue has, there is neither
 * room nor an element.
 *
 * <p>So a linearizable queue, with elements as late as {@link LateElements} allows, and with one relaxation more: an enqueue
 * that overlapped another operation may have moved fewer elements than the queue would have let it. Nothing is ever moved
 * that the queue would not have moved: elements are neither lost, doubled, torn nor overtaken. An enqueue that ran alone is
 * exact, and so is each dequeue, but for {@link ShortBursts}.
 */
public final class RelaxedRefusals extends CachedVerifier {
    static final int CAPACITY = 3;

    /** As Lincheck makes it. */
    public RelaxedRefusals(@SuppressWarnings("unused") Class<?> sequentialSpecification) {}

    @Override
    public boolean verifyResultsImpl(ExecutionScenario scenario, ExecutionResult results) {
        List<Call> calls = History.of(scenario, results);
        return calls != null && allows(calls);
    }

    static boolean allows(List<Call> calls) {
        return new QueueOrder(relaxed(calls), CAPACITY).exists();
    }

    private static List<Call> relaxed(List<Call> calls) {
        List<Call> exact = ShortBursts.exactOtherwise(calls);
        return LateElements.late(IntStream.range(0, calls.size())
                .mapToObj(i -> calls.get(i).enqueues() ? calls.get(i) : exact.get(i))
                .toList());
    }
}
