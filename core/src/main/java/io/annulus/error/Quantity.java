// SPDX-License-Identifier: Apache-2.0
package io.annulus.error;

/** A number with its noun, for messages: one element, two elements. */
public final class Quantity {
    private Quantity() {}

    /**
     * In English.
     *
     * @param number how many, to be read as unsigned
     * @param noun one of them; its plural ends in {@code s}
     * @return such as {@code 1 element} or {@code 0 elements}
     */
    public static String of(long number, String noun) {
        return Long.toUnsignedString(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
