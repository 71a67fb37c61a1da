// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

/** A number that is written where an index stood: another one altogether, or the same so much further. */
enum Wild {
    ZERO(false, 0),
    HALF_RANGE(false, 1 << 31),
    ALL_BITS(false, -1),
    ONE_MORE(true, 1),
    ONE_LESS(true, -1),
    TWO_MORE(true, 2),
    CAPACITY_MORE(true, Attacked.CAPACITY),
    CAPACITY_LESS(true, -Attacked.CAPACITY),
    LAP_MORE(true, Attacked.SIZE),
    LAP_LESS(true, -Attacked.SIZE),
    HALF_RANGE_MORE(true, 1 << 31),
    NEARLY_HALF_RANGE_MORE(true, (1 << 31) - 1);

    private final boolean relative;
    private final int number;

    Wild(boolean relative, int number) {
        this.relative = relative;
        this.number = number;
    }

    int instead(int index) {
        return relative ? index + number : number;
    }
}
