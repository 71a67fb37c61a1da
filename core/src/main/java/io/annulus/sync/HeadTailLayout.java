// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

/**
 * One side's indices ({@code struct rte_ring_headtail} and its two variants). Tail position and sync type lie at the same
 * place in every mode, so the other side need not know which it is.
 *
 * <pre>
 *      SINGLE, MULTI, MULTI_HTS            MULTI_RTS
 *    0 +---------------+---------------+   +---------------+---------------+
 *      | head          | tail          |   | tail count    | tail          |
 *    8 +---------------+---------------+   +---------------+---------------+
 *      | sync type     |                   | sync type     | distance      |
 *   16 +---------------+                   +---------------+---------------+
 *                                          | head count    | head          |
 *   24                                     +---------------+---------------+
 * </pre>
 *
 * Positions and counts are 32 bits. SINGLE and HTS also treat head and tail, and RTS each pair of count and position, as
 * one 64-bit word; memory is little-endian, so what stands first is its low half.
 */
public final class HeadTailLayout {
    public static final long HEAD_OFFSET = 0;
    public static final long TAIL_OFFSET = 4;
    public static final long SYNC_TYPE_OFFSET = 8;

    public static final long RTS_TAIL_COUNT_OFFSET = 0;
    public static final long RTS_DISTANCE_OFFSET = 12;
    public static final long RTS_HEAD_COUNT_OFFSET = 16;
    public static final long RTS_HEAD_OFFSET = 20;

    /** Head and tail together, of SINGLE and HTS. */
    public static final long WORD_OFFSET = HEAD_OFFSET;
    /** Tail count and tail together. */
    public static final long RTS_TAIL_WORD_OFFSET = RTS_TAIL_COUNT_OFFSET;
    /** Head count and head together. */
    public static final long RTS_HEAD_WORD_OFFSET = RTS_HEAD_COUNT_OFFSET;

    /** {@code RTE_RING_SYNC_MT}. */
    public static final int MULTI = 0;
    /** {@code RTE_RING_SYNC_ST}. */
    public static final int SINGLE = 1;
    /** {@code RTE_RING_SYNC_MT_RTS}. */
    public static final int MULTI_RTS = 2;
    /** {@code RTE_RING_SYNC_MT_HTS}. */
    public static final int MULTI_HTS = 3;

    private HeadTailLayout() {}

    /** What a mode is called in messages. */
    static String name(int syncType) {
        return switch (syncType) {
            case MULTI -> "MULTI";
            case SINGLE -> "SINGLE";
            case MULTI_RTS -> "MULTI_RTS";
            case MULTI_HTS -> "MULTI_HTS";
            default -> "sync type " + syncType;
        };
    }

    /** Where the head stands in a mode. */
    public static long headOffset(int syncType) {
        return syncType == MULTI_RTS ? RTS_HEAD_OFFSET : HEAD_OFFSET;
    }

    /** The 64-bit words that hold positions and counts, for setting them all to one value. */
    public static long[] indexWords(int syncType) {
        return syncType == MULTI_RTS
                ? new long[] {RTS_TAIL_WORD_OFFSET, RTS_HEAD_WORD_OFFSET}
                : new long[] {WORD_OFFSET};
    }

    /** A word with this low and high half. */
    static long word(int low, int high) {
        return (high & 0xffff_ffffL) << 32 | (low & 0xffff_ffffL);
    }

    static int low(long word) {
        return (int) word;
    }

    static int high(long word) {
        return (int) (word >>> 32);
    }

    /** Head and tail at the same position; in RTS, a count and a position that are the same number. */
    public static long idleAt(int position) {
        return word(position, position);
    }
}
