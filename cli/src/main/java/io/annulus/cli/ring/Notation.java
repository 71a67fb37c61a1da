// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

/** How values are printed. */
enum Notation {
    /** Decimal up to 8 bytes, hexadecimal beyond. */
    BY_SIZE,
    /** Hexadecimal always. */
    HEXADECIMAL
}
