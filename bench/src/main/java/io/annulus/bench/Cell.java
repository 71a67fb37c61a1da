// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One row of the table.
 *
 * @param mode of both sides
 * @param placement who works on the ring
 * @param call which methods
 * @param count elements a call
 */
record Cell(Mode mode, Placement placement, Call call, int count) {
    private static final int[] COUNTS = {1, 8, 32, 128};
    /** Large calls are cheap by the element: this keeps every timed part in the tens of milliseconds. */
    private static final int MOST_ELEMENTS_FACTOR = 8;

    /** Every row for these modes, in the order they are printed. */
    static List<Cell> all(List<Mode> modes) {
        List<Cell> cells = new ArrayList<>();
        for (Mode mode : modes) {
            for (Placement placement : Placement.values()) {
                cells.add(new Cell(mode, placement, Call.ONE, 1));
                for (int count : COUNTS) {
                    cells.add(new Cell(mode, placement, Call.BULK, count));
                }
            }
        }
        return cells;
    }

    /** How many calls make up a measurement whose single-element form moves so many elements. */
    long calls(long elements) {
        return Math.max(1, elements * Math.min(count, MOST_ELEMENTS_FACTOR) / count);
    }

    String label() {
        return String.format(Locale.ROOT, "%-5s %-11s %-4s %3d", mode.label, placement.label, call.label, count);
    }
}
