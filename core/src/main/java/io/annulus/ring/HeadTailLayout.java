// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

/**
 * One side's indices ({@code struct rte_ring_headtail}), at {@link RingLayout#producerOffset} and
 * {@link RingLayout#consumerOffset}. Tail and sync type lie at the same place in every mode.
 *
 * <pre>
 *    0 +---------------+---------------+
 *      | head          | tail          |   as one 64-bit word: tail in the high half
 *    8 +---------------+---------------+
 *      | sync type     |
 *   12 +---------------+
 * </pre>
 */
final class HeadTailLayout {
    static final long HEAD_OFFSET = 0;
    static final long TAIL_OFFSET = 4;
    static final long SYNC_TYPE_OFFSET = 8;
    /** Where the head stands in mode RTS, whose words are 64 bits wide with a count in the low half. */
    static final long RTS_HEAD_OFFSET = 20;

    private HeadTailLayout() {}

    /** Head and tail at the same position, as one word. */
    static long idleAt(int position) {
        return (position & 0xffff_ffffL) << 32 | (position & 0xffff_ffffL);
    }
}
