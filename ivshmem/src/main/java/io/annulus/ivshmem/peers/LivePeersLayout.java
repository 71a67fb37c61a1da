// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.peers;

import io.annulus.ivshmem.wire.Message;

/**
 * The raw zone {@code ivshmem.peers}, 8256 bytes, little-endian; written by the server alone.
 *
 * <pre>
 *    0 +----------------+----------------+
 *      | version: 1     | vectors        |   of each peer; version is stored last, with release
 *    8 +----------------+----------------+
 *      | changes                         |   one more after each change, with release
 *   16 +---------------------------------+
 *      | 0, up to the next cache line    |
 *   64 +---------------------------------+
 *      | ids 0 to 63, bit 0 for the      |   1024 words, stored with release: a bit is 1 while that peer is there
 *      | first; 64 to 127; ...           |
 * 8256 +---------------------------------+
 * </pre>
 */
final class LivePeersLayout {
    static final String ZONE = "ivshmem.peers";
    static final int VERSION = 1;
    static final int IDS = Message.HIGHEST_ID + 1;
    static final int MOST_VECTORS = 64;

    static final long VERSION_OFFSET = 0;
    static final long VECTORS_OFFSET = 4;
    static final long CHANGES_OFFSET = 8;
    static final long IDS_OFFSET = 64;
    static final long SIZE = IDS_OFFSET + IDS / Byte.SIZE;

    private LivePeersLayout() {}

    /** Of the word with an id's bit. */
    static long offsetOf(int id) {
        return IDS_OFFSET + (long) (id / Long.SIZE) * Long.BYTES;
    }
}
