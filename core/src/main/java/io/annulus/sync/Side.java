// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import java.lang.foreign.MemorySegment;

/**
 * Which side of which ring.
 *
 * @param memory the ring
 * @param own offset of this side's indices in it
 * @param opposite offset of the other side's
 * @param base how far the head may be ahead of the opposite tail: the capacity for producers, 0 for consumers
 * @param capacity of the ring
 * @param where for messages
 */
public record Side(MemorySegment memory, long own, long opposite, int base, int capacity, Whereabouts where) {}
