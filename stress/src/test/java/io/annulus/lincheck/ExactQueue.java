// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.verifier.CachedVerifier;

/** The specification of a ring that is never full: a linearizable queue, whatever overlapped, but for {@link ShortBursts}. */
public final class ExactQueue extends CachedVerifier {
    static final int NEVER_FULL = 63;

    /** As Lincheck makes it. */
    public ExactQueue(@SuppressWarnings("unused") Class<?> sequentialSpecification) {}

    @Override
    public boolean verifyResultsImpl(ExecutionScenario scenario, ExecutionResult results) {
        List<Call> calls = History.of(scenario, results);
        return calls != null && allows(calls);
    }

    static boolean allows(List<Call> calls) {
        return new QueueOrder(ShortBursts.exactOtherwise(calls), NEVER_FULL).exists();
    }
}
