// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

/**
 * One directory entry, 256 bytes ({@code docs/region-format.md}).
 *
 * <pre>
 *    0 +---------------------------------+  128 +---------------------------------+
 *      | name, 32 bytes, NUL-padded      |      | producer claim                  |
 *   32 +----------------+----------------+  136 +---------------------------------+
 *      | state          | kind           |      | consumer claim                  |
 *   40 +----------------+----------------+  144 +----------------+----------------+
 *      | generation                      |      | recovery flag  | 0              |
 *   48 +---------------------------------+  152 +----------------+----------------+
 *      | offset                          |      | recovery epoch                  |
 *   56 +---------------------------------+  160 +---------------------------------+
 *      | length                          |      | recoverer                       |
 *   64 +---------------------------------+  168 +---------------------------------+
 *      | extent                          |      | 0                               |
 *   72 +----------------+----------------+      |                                 |
 *      | element size   | foreign        |      |                                 |
 *   80 +----------------+----------------+      |                                 |
 *      | owner                           |      |                                 |
 *   88 +---------------------------------+      |                                 |
 *      | words to zero, 4 x 32 bits      |      |                                 |
 *  104 +---------------------------------+  256 +---------------------------------+
 * </pre>
 */
final class DirectoryLayout {
    static final int ENTRY_SIZE = 256;
    static final int NAME_SIZE = 32;
    static final int LONGEST_NAME = 28;
    static final int ZONE_ALIGNMENT = 128;

    static final int FREE = 0;
    static final int RESERVED = 1;
    static final int READY = 2;
    static final int REMOVED = 3;
    static final int RESETTING = 4;

    static final long NAME_OFFSET = 0;
    static final long STATE_OFFSET = 32;
    static final long KIND_OFFSET = 36;
    static final long GENERATION_OFFSET = 40;
    static final long OFFSET_OFFSET = 48;
    static final long LENGTH_OFFSET = 56;
    static final long EXTENT_OFFSET = 64;
    static final long ELEMENT_SIZE_OFFSET = 72;
    static final long FOREIGN_OFFSET = 76;
    static final long OWNER_OFFSET = 80;
    static final long ZERO_WORDS_OFFSET = 88;
    static final int ZERO_WORDS = 4;
    static final int NO_WORD = 0;
    static final long PRODUCER_CLAIM_OFFSET = 128;
    static final long CONSUMER_CLAIM_OFFSET = 136;

    private DirectoryLayout() {}

    /** Offsets of words a reset may list: 1 to 4 of them, aligned, inside the zone and not at its start. */
    static void requireZeroWords(long length, int... offsetsInZone) {
        if (offsetsInZone.length < 1 || offsetsInZone.length > ZERO_WORDS) {
            throw new IllegalArgumentException("expected 1 to 4 words to zero, found " + offsetsInZone.length);
        }
        for (int offset : offsetsInZone) {
            if (offset <= NO_WORD || offset % Long.BYTES != 0 || offset > length - Long.BYTES) {
                throw new IllegalArgumentException("expected an aligned offset inside the zone, found " + offset);
            }
        }
    }
}
