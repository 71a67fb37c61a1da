// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import io.annulus.bench.peer.Order;
import java.util.List;

/**
 * A table.
 *
 * @param title above it
 * @param unit of its figures
 * @param reference the contender that ratios are to; empty for the best of those that are not ours
 * @param contenders its columns
 * @param cells its rows
 */
record Section(String title, String unit, String reference, List<Contender> contenders, List<Cell> cells) {

    /**
     * A row.
     *
     * @param label in front of it
     * @param order what is measured
     * @param cores whether more than one processor takes part, so that their distance matters
     */
    record Cell(String label, Order order, Cores cores) {}

    /** Processors that take part. */
    enum Cores {
        ONE,
        TWO
    }
}
