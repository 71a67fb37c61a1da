// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Ours and C's in turns, row by row, as a table of ratios. No figure makes it fail. */
final class Smoke {
    /** A round trip beyond this means that the two processors do not share a cache. */
    private static final double GATE_NANOS = 150;
    /** Rounds that may be thrown out for each one that is wanted. */
    private static final int RETRIES = 2;

    private static final int WARM_UP_ROUNDS = 4;

    private final Settings settings;
    private final PrintStream out;

    Smoke(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    void run() {
        try (TwoThreads threads = new TwoThreads();
                JavaRing ours = new JavaRing(threads, settings.pauses());
                CRing theirs = settings.peer()
                        .map(program -> new CRing(program, settings.pauses()))
                        .orElse(null)) {
            RoundTrip trip = new RoundTrip(threads);
            warmUp(ours, trip);
            new Machine(out).describe(settings, theirs == null ? "none" : theirs.version());
            out.printf(Locale.ROOT, "%-26s %-22s %-22s %s%n", "", "ours, ns/element", "C, ns/element", "ours / C");
            int far = 0;
            int pairs = 0;
            for (Cell cell : cells()) {
                Row row = measure(cell, ours, theirs, trip);
                out.println(row.show());
                far += row.farPairs();
                pairs += cell.placement() == Placement.TWO_CORES ? row.pairs() : 0;
            }
            out.printf("%nOf %d two-core rounds, %d were beyond the gate.%n", pairs, far);
        }
    }

    private List<Cell> cells() {
        List<Cell> cells = Cell.all(settings.modes());
        return Runtime.getRuntime().availableProcessors() > 1
                ? cells
                : cells.stream()
                        .filter(cell -> cell.placement() == Placement.ONE_THREAD)
                        .toList();
    }

    // All rows, before any is measured: what the compiler learns about the methods is then what it would learn in a
    // program that uses them all.
    private void warmUp(JavaRing ours, RoundTrip trip) {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (Cell cell : cells()) {
                ours.nanosPerElement(cell, Math.max(1, cell.calls(settings.elements()) / 4));
            }
            trip.nanos();
        }
    }

    private Row measure(Cell cell, Contender ours, Contender theirs, RoundTrip trip) {
        Row row = new Row(cell);
        long calls = cell.calls(settings.elements());
        while (row.nearPairs() < settings.rounds() && row.pairs() < settings.rounds() * (1 + RETRIES)) {
            double before = cell.placement() == Placement.TWO_CORES ? trip.nanos() : 0;
            double our = ours.nanosPerElement(cell, calls);
            double their = theirs == null ? Double.NaN : theirs.nanosPerElement(cell, calls);
            double after = cell.placement() == Placement.TWO_CORES ? trip.nanos() : 0;
            if (Math.max(before, after) > GATE_NANOS) {
                row.addFar(our, their);
            } else {
                row.addNear(our, their);
            }
        }
        return row;
    }
}
