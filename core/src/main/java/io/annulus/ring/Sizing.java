// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

/** How a ring's number of entries is meant. */
public enum Sizing {
    /** The size is exactly that power of two; one slot stays empty, so it holds one element less. */
    POWER_OF_TWO,
    /** It holds exactly that many; the size is the next power of two above ({@code RING_F_EXACT_SZ}). */
    EXACT
}
