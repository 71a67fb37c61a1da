// SPDX-License-Identifier: Apache-2.0
package io.annulus.participants;

/**
 * One participant line, 128 bytes ({@code docs/region-format.md}).
 *
 * <pre>
 *    0 +-------------------------------+  64 +-------------------------------+
 *      | identity word                 |     | generation of the entry       |
 *    8 +-------------------------------+  72 +-------------------------------+
 *      | incarnation, 0 = not complete |     | intent (reserved)             |
 *   16 +-------------------------------+  80 +-------------------------------+
 *      | boot id, 16 bytes             |     | thread                        |
 *   32 +-------------------------------+  88 +-------------------------------+
 *      | pid namespace                 |     | since, ms of the epoch        |
 *   40 +-------------------------------+  96 +-------------------------------+
 *      | time namespace                |     | 0                             |
 *   48 +---------------+---------------+     |                               |
 *      | features      | purpose       |     |                               |
 *   56 +---------------+---------------+     |                               |
 *      | entry         | sync mode     |     |                               |
 *   64 +---------------+---------------+ 128 +-------------------------------+
 * </pre>
 */
public final class ParticipantLayout {
    /** Bytes of one line. */
    public static final int LINE_SIZE = 128;
    /** Version of this layout, as the region's header states it. */
    public static final int VERSION = 1;

    static final long IDENTITY_OFFSET = 0;
    static final long INCARNATION_OFFSET = 8;
    static final long BOOT_HIGH_OFFSET = 16;
    static final long BOOT_LOW_OFFSET = 24;
    static final long PID_NAMESPACE_OFFSET = 32;
    static final long TIME_NAMESPACE_OFFSET = 40;
    static final long FEATURES_OFFSET = 48;
    static final long PURPOSE_OFFSET = 52;
    static final long ENTRY_OFFSET = 56;
    static final long SYNC_MODE_OFFSET = 60;
    static final long GENERATION_OFFSET = 64;
    static final long INTENT_OFFSET = 72;
    static final long THREAD_OFFSET = 80;
    static final long SINCE_OFFSET = 88;

    private ParticipantLayout() {}
}
