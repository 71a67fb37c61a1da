// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

/**
 * What {@link Dispatch#reserve} returns: where the elements reserved begin and how many they are, in one number, since nothing
 * is allocated.
 */
public final class Reserved {
    /** No elements. */
    public static final long NOTHING = -1;

    private Reserved() {}

    // One less than the count: with a count of 1, the number is the position, and the compiler sees that it is not
    // NOTHING.
    static long of(int position, int count) {
        return HeadTailLayout.word(position, count - 1);
    }

    /** Where the elements begin. */
    public static int position(long reserved) {
        return HeadTailLayout.low(reserved);
    }

    /** How many they are; 0 if nothing. */
    public static int count(long reserved) {
        return HeadTailLayout.high(reserved) + 1;
    }
}
