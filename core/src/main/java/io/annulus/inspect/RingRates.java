// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import java.time.Duration;

/**
 * How many elements went through a ring between two looks.
 *
 * <p>Indices are 32 bits, so numbers are modulo 2^32: if more elements than that went by, the numbers are as if 2^32 (or
 * a multiple) had not. A ring that moves 100 million elements a second has to be looked at every 42 seconds. A reset in
 * between is not seen either; {@link RegionRates} notices it.
 *
 * @param enqueued elements that became visible to consumers, 0 to 2^32 - 1
 * @param dequeued elements whose slots became free again, 0 to 2^32 - 1
 * @param elapsed time between the looks
 */
public record RingRates(long enqueued, long dequeued, Duration elapsed) {
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * Compares two looks at one ring.
     *
     * @param earlier the first
     * @param later a look taken after it
     * @return the difference
     */
    public static RingRates between(RingSnapshot earlier, RingSnapshot later) {
        return new RingRates(
                Integer.toUnsignedLong(later.info().producers().tail()
                        - earlier.info().producers().tail()),
                Integer.toUnsignedLong(later.info().consumers().tail()
                        - earlier.info().consumers().tail()),
                Duration.ofNanos(later.nanos() - earlier.nanos()));
    }

    /**
     * Elements a second.
     *
     * @return 0 or more
     */
    public double enqueuedPerSecond() {
        return perSecond(enqueued);
    }

    /**
     * Elements a second.
     *
     * @return 0 or more
     */
    public double dequeuedPerSecond() {
        return perSecond(dequeued);
    }

    private double perSecond(long elements) {
        return elements * NANOS_PER_SECOND / Math.max(1, elapsed.toNanos());
    }
}
