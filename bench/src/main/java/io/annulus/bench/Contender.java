// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

/** One of the two that are compared. */
interface Contender extends AutoCloseable {

    /**
     * Moves elements through a ring, with every value checked, then about four times as many against the clock.
     *
     * @param cell how
     * @param calls number of timed calls on either side
     * @return nanoseconds per element
     */
    double nanosPerElement(Cell cell, long calls);

    @Override
    void close();
}
