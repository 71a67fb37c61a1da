// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.interop.Shape;
import io.annulus.ring.RingSpec;
import io.annulus.ring.Sizing;
import io.annulus.ring.SyncMode;
import java.util.EnumSet;
import java.util.IntSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is done to a ring, in any order, comes to the same in Java as in DPDK: the result, the elements, the room, the
 * answers to all questions, and every byte of the memory, after every step.
 */
// Our own operations on a MULTI side have no deadline; only a defect in them takes this long.
@Timeout(value = 60, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DifferentialTest {
    private static final int[] POWERS = {2, 4, 8, 16, 32, 64};
    private static final int[] EXACT = {1, 2, 3, 7, 15, 16, 31, 48, 63};
    private static final int[] ELEMENT_SIZES = {4, 8, 16, 20, 64};
    /** The first, a few before the indices change sign, and a few before they start again at 0. */
    private static final int[] STARTS = {0, Integer.MAX_VALUE - 3, -5};

    private static final int RINGS = (POWERS.length + EXACT.length) * ELEMENT_SIZES.length * STARTS.length;
    private static final int NORMAL = 100_000;
    private static final int LONG = 3_000_000;

    private final long seed = Long.getLong("annulus.seed", System.nanoTime());

    @ParameterizedTest
    @MethodSource("io.annulus.interop.Shape#everyPairOfModes")
    void aHundredThousandOperationsComeToTheSame(SyncMode producers, SyncMode consumers) {
        compare(producers, consumers, NORMAL);
    }

    @ParameterizedTest
    @MethodSource("io.annulus.interop.Shape#everyPairOfModes")
    @EnabledIfSystemProperty(
            named = "annulus.long",
            matches = "true",
            disabledReason = "takes minutes; to run it: ./test -Plong")
    void threeMillionOperationsComeToTheSame(SyncMode producers, SyncMode consumers) {
        compare(producers, consumers, LONG);
    }

    private void compare(SyncMode producers, SyncMode consumers, int operations) {
        int each = operations / RINGS + 1;
        try (Play play = new Play(seed)) {
            for (int elementSize : ELEMENT_SIZES) {
                for (int start : STARTS) {
                    for (int entries : POWERS) {
                        RingSpec spec = new RingSpec(entries, Sizing.POWER_OF_TWO, elementSize, producers, consumers);
                        play.ring(spec, start, each);
                    }
                    for (int entries : EXACT) {
                        play.ring(new RingSpec(entries, Sizing.EXACT, elementSize, producers, consumers), start, each);
                    }
                }
            }
            Map<Operation, IntSummaryStatistics> results = play.results();
            assertThat(results.values().stream()
                            .mapToLong(IntSummaryStatistics::getCount)
                            .sum())
                    .isGreaterThanOrEqualTo(operations);
            assertThat(results).containsOnlyKeys(possible(producers, consumers));
            assertThat(results).allSatisfy((operation, result) -> {
                if (operation.isTransfer()) {
                    assertThat(result.getMin()).as("refused").isZero();
                    assertThat(result.getMax()).as("moved or reserved").isPositive();
                }
            });
        } catch (AssertionError e) {
            throw e;
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static Set<Operation> possible(SyncMode producers, SyncMode consumers) {
        EnumSet<Operation> possible = EnumSet.allOf(Operation.class);
        possible.removeIf(operation -> operation.isPartOfReservation()
                && !Shape.canHold(operation.name().contains("ENQUEUE") ? producers : consumers));
        return possible;
    }
}
