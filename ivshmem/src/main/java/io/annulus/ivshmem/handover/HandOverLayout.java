// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.handover;

/**
 * The records of a hand-over: 256 bytes each, little-endian, bytes that are not named are 0. S is the successor, O the one it
 * takes over from.
 *
 * <pre>
 *    every record              with a magic                  ESTATE
 *    0 +--------+--------+     8 +-----------------+    16 +-----------------+   40 +-----------------+
 *      | kind   | number |       | "ANNULUSH"      |       | memory bytes    |      | joined          |
 *    8 +--------+--------+    16 +-----------------+    24 +--------+--------+   48 +-----------------+
 *      | by kind ...     |                                 | vectors| next id|      | left            |
 *   96 +--------+--------+                              32 +--------+--------+   56 +-----------------+
 *      | length | text, 156 bytes ...                      | peers  | flags  |      | dropped         |
 *  256 +--------+--------+                              40 +--------+--------+   64 +-----------------+
 *                                                                                   | refused         |
 *                                                                                72 +-----------------+
 *                                                                                   | pid             |
 *                                                                                80 +-----------------+
 *   who   kind     number       more, and descriptors (+)
 *   S     HELLO    version      magic, 16 memory bytes it wants to find (0 any), 24 vectors (-1 any), 28 purpose (1 serve,
 *                               2 hold); text: the memory it wants to find, empty for any
 *   O     REFUSED  version      magic, 16 why; text: the same for people. Instead of any of the records below
 *   O     ESTATE   version      magic; see above; text: what the memory is; flags bit 0: its file goes with the last owner
 *                               + memory, lock, sockets for clients, for those who ask, for successors
 *   O     PEER     id           8 vectors  + its connection, then its doorbells. In the order in which they came
 *   O     KNOWS    word w       8 to 255: 31 words of 64 bits, bit b of word i is 1 if the last PEER knows id 64(w+i)+b;
 *                               as many as it takes, words ascending
 *   O     END      peers        magic
 *   S     HAVE     version      magic: it has everything, and would serve
 *   O     YOURS    version      magic: the last word
 * </pre>
 *
 * HELLO and REFUSED, up to byte 16 and the text, are the same in every version, so that each can tell the other what it is.
 */
final class HandOverLayout {
    static final int VERSION = 1;
    static final int SIZE = 256;
    static final long MAGIC = 0x48_53_55_4c_55_4e_4e_41L;

    static final long KIND_OFFSET = 0;
    static final long NUMBER_OFFSET = 4;
    static final long MAGIC_OFFSET = 8;
    static final long PEER_VECTORS_OFFSET = 8;
    static final long KNOWN_OFFSET = 8;
    static final long BYTES_OFFSET = 16;
    static final long WHY_OFFSET = 16;
    static final long VECTORS_OFFSET = 24;
    static final long NEXT_ID_OFFSET = 28;
    static final long PURPOSE_OFFSET = 28;
    static final long PEERS_OFFSET = 32;
    static final long FLAGS_OFFSET = 36;
    static final long JOINED_OFFSET = 40;
    static final long LEFT_OFFSET = 48;
    static final long DROPPED_OFFSET = 56;
    static final long REFUSED_OFFSET = 64;
    static final long PID_OFFSET = 72;
    static final long TEXT_LENGTH_OFFSET = 96;
    static final long TEXT_OFFSET = 100;
    static final int TEXT_ROOM = SIZE - (int) TEXT_OFFSET;

    static final int KNOWN_WORDS = (SIZE - (int) KNOWN_OFFSET) / Long.BYTES;
    static final int NAME_GOES = 1;
    static final int ESTATE_DESCRIPTORS = 5;
    static final int MOST_VECTORS = 64;

    private HandOverLayout() {}
}
