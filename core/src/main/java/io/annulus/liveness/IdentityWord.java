// SPDX-License-Identifier: Apache-2.0
package io.annulus.liveness;

/**
 * A process as one 64-bit word, so that one compare-and-set can claim something for it.
 *
 * <pre>
 *   63            42 41                                  0
 *  +----------------+-------------------------------------+
 *  |  pid, 22 bits  |  start time, 42 bits of clock ticks |
 *  +----------------+-------------------------------------+
 * </pre>
 *
 * Linux never gives out pid 2^22 or above; 42 bits of hundredths of a second last 1 393 years. 0 is nobody.
 */
public final class IdentityWord {
    /** Nobody. */
    public static final long NOBODY = 0;

    private static final int START_BITS = 42;
    private static final long START_MASK = (1L << START_BITS) - 1;

    private IdentityWord() {}

    /**
     * Packs a process.
     *
     * @param pid 1 to 4 194 303
     * @param startTicks clock ticks from boot to its start
     * @return the word
     */
    public static long of(long pid, long startTicks) {
        return (pid << START_BITS) | (startTicks & START_MASK);
    }

    /**
     * The process id in a word.
     *
     * @param word any identity word
     * @return 0 to 4 194 303
     */
    public static long pid(long word) {
        return word >>> START_BITS;
    }

    /**
     * The start time in a word.
     *
     * @param word any identity word
     * @return clock ticks from boot
     */
    public static long startTicks(long word) {
        return word & START_MASK;
    }
}
