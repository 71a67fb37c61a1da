// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.script;

import io.annulus.ring.RingSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Scripts played on both sides, and every answer compared. We are a batch ahead of C, so that both have something to do.
 */
final class Play implements AutoCloseable {
    private static final int BATCH = 256;
    private static final int COMMANDS_TO_TELL = 12;

    private final ScriptPeer c = ScriptPeer.start();
    private final long seed;
    private final SplittableRandom random;
    private final List<Step> ahead = new ArrayList<>();
    private final List<Command> batch = new ArrayList<>();
    private final Map<Operation, IntSummaryStatistics> results = new EnumMap<>(Operation.class);
    private int rings;

    private record Step(RingSpec spec, int start, int ring, int number, Command command, Answer answer) {}

    Play(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** A ring's life of so many commands. */
    void ring(RingSpec spec, int start, int commands) {
        rings++;
        ScriptedRing ring = new ScriptedRing(spec, start);
        ScriptWriter writer = new ScriptWriter(random, spec, ring);
        for (int number = 0; number < commands; number++) {
            Command command = number == 0 ? ScriptWriter.make(spec, start) : writer.next();
            Answer answer = ring.carryOut(command);
            results.computeIfAbsent(command.operation(), _ -> new IntSummaryStatistics())
                    .accept(answer.result());
            batch.add(command);
            ahead.add(new Step(spec, start, rings, number, command, answer));
            if (batch.size() == BATCH) {
                compareAllBut(BATCH);
            }
        }
    }

    /** What came of each operation. */
    Map<Operation, IntSummaryStatistics> results() {
        compareAllBut(0);
        return results;
    }

    /** Sends what has gathered, and compares what was sent before. */
    private void compareAllBut(int latest) {
        c.send(batch);
        batch.clear();
        List<Step> due = ahead.subList(0, ahead.size() - latest);
        for (Step step : due) {
            Answer found = c.receive();
            if (!found.isSameAs(step.answer)) {
                throw new AssertionError(tell(step, found));
            }
        }
        due.clear();
    }

    private String tell(Step different, Answer found) {
        StringBuilder text = new StringBuilder();
        text.append("seed %d, ring %d, step %d: %s starting at %s\n"
                .formatted(
                        seed,
                        different.ring,
                        different.number,
                        different.spec,
                        Integer.toUnsignedString(different.start)));
        int at = ahead.indexOf(different);
        for (Step step : ahead.subList(Math.max(0, at - COMMANDS_TO_TELL), at + 1)) {
            text.append("  step %d: %s; result %d\n".formatted(step.number, step.command, step.answer.result()));
        }
        return text.append("  in Java: ")
                .append(different.answer.describe(found))
                .append("\n  in C:    ")
                .append(found.describe(different.answer))
                .append("\nto repeat it, add -Dannulus.seed=%d -Dtest=DifferentialTest".formatted(seed))
                .toString();
    }

    @Override
    public void close() {
        c.close();
    }
}
