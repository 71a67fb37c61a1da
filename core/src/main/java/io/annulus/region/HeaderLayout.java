// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.participants.ParticipantLayout;

/**
 * The header page of a region ({@code docs/region-format.md}).
 *
 * <pre>
 *    0 +---------------------------------+   96 +---------------------------------+
 *      | magic  "ANNULUS\1"              |      | epoch                           |
 *    8 +----------------+----------------+  104 +---------------------------------+
 *      | major          | minor          |      | session                         |
 *   16 +----------------+----------------+  112 +---------------------------------+
 *      | size                            |      | directory offset                |
 *   24 +----------------+----------------+  120 +----------------+----------------+
 *      | cache line     | guard lines    |      | capacity       | entry size     |
 *   32 +----------------+----------------+  128 +----------------+----------------+
 *      | page size      | 0              |      | participants offset             |
 *   40 +----------------+----------------+  136 +----------------+----------------+
 *      | creator identity                |      | capacity       | line size      |
 *   48 +---------------------------------+  144 +----------------+----------------+
 *      | creator boot id, 16 bytes       |      | version        | 0              |
 *   64 +---------------------------------+  152 +----------------+----------------+
 *      | creator pid namespace           |      | zones offset                    |
 *   72 +---------------------------------+  160 +---------------------------------+
 *      | creator time namespace          |
 *   80 +---------------------------------+  256 directory owner    264 changes
 *      | region UUID, 16 bytes           |  272 zones end          280 incarnations
 *   96 +---------------------------------+ 4088 ready
 * </pre>
 */
final class HeaderLayout {
    static final int HEADER_SIZE = 4096;
    static final long MAGIC = 0x0153554c554e4e41L;
    static final int MAJOR = 0;
    static final int MINOR = 1;
    static final long READY = 0x5944414552534e41L;

    static final long MAGIC_OFFSET = 0;
    static final long MAJOR_OFFSET = 8;
    static final long MINOR_OFFSET = 12;
    static final long SIZE_OFFSET = 16;
    static final long CACHE_LINE_OFFSET = 24;
    static final long GUARD_LINES_OFFSET = 28;
    static final long PAGE_SIZE_OFFSET = 32;
    static final long CREATOR_OFFSET = 40;
    static final long BOOT_HIGH_OFFSET = 48;
    static final long BOOT_LOW_OFFSET = 56;
    static final long PID_NAMESPACE_OFFSET = 64;
    static final long TIME_NAMESPACE_OFFSET = 72;
    static final long UUID_HIGH_OFFSET = 80;
    static final long UUID_LOW_OFFSET = 88;
    static final long EPOCH_OFFSET = 96;
    static final long SESSION_OFFSET = 104;
    static final long DIRECTORY_OFFSET = 112;
    static final long DIRECTORY_CAPACITY_OFFSET = 120;
    static final long DIRECTORY_ENTRY_SIZE_OFFSET = 124;
    static final long PARTICIPANTS_OFFSET = 128;
    static final long PARTICIPANTS_CAPACITY_OFFSET = 136;
    static final long PARTICIPANT_LINE_SIZE_OFFSET = 140;
    static final long PARTICIPANTS_VERSION_OFFSET = 144;
    static final long ZONES_OFFSET = 152;

    static final long DIRECTORY_OWNER_OFFSET = 256;
    static final long DIRECTORY_CHANGES_OFFSET = 264;
    static final long ZONES_END_OFFSET = 272;
    static final long INCARNATIONS_OFFSET = 280;
    static final long READY_OFFSET = 4088;

    private HeaderLayout() {}

    /** Where the participants start behind a directory of so many entries. */
    static long participantsOffset(int directoryCapacity) {
        return HEADER_SIZE + (long) directoryCapacity * DirectoryLayout.ENTRY_SIZE;
    }

    /** Where the zones start. */
    static long zonesOffset(int directoryCapacity, int participantCapacity) {
        return roundUp(
                participantsOffset(directoryCapacity) + (long) participantCapacity * ParticipantLayout.LINE_SIZE,
                HEADER_SIZE);
    }

    static long roundUp(long value, long powerOfTwo) {
        return (value + powerOfTwo - 1) & -powerOfTwo;
    }
}
