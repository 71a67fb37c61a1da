// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.watch;

import java.util.Locale;

/** Numbers in few characters. */
final class Figures {
    private static final String UNITS = "kMGTPE";
    private static final int EXACT_DIGITS = 10_000_000;

    private Figures() {}

    /** Up to 7 digits as they are, more in at most 5 characters. */
    static String count(long number) {
        return number < EXACT_DIGITS ? Long.toString(number) : rate((double) number);
    }

    /** Such as {@code 999}, {@code 1.2M} or {@code 123G}: 5 characters at most, powers of 1000. */
    static String rate(double number) {
        double value = number;
        int unit = -1;
        // What would be rounded up to 1000 belongs to the next unit.
        while (value >= 999.5 && unit + 1 < UNITS.length()) {
            value /= 1000;
            unit++;
        }
        String suffix = unit < 0 ? "" : UNITS.substring(unit, unit + 1);
        boolean decimal = unit >= 0 && value < 99.95;
        return String.format(Locale.ROOT, decimal ? "%.1f" : "%.0f", value) + suffix;
    }
}
