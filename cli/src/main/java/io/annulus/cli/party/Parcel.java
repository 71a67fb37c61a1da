// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.party;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * How the demo uses an element: a header of 24 bytes, then a piece of the file.
 *
 * <pre>
 *   0  length     bytes of the piece, or what else the element means
 *   8  sequence   0, 1, 2, ... over all elements
 *  16  sent       nanoseconds on the machine's monotonic clock, which all its processes share
 *  24  piece
 * </pre>
 */
public final class Parcel {
    public static final int HEADER_SIZE = 24;
    /** The file is complete. */
    static final int END_OF_FILE = -1;
    /** One of those that are sent one at a time. */
    static final int PING = -2;
    /** Nothing follows. */
    static final int LAST = -3;

    private static final int SEQUENCE_OFFSET = 8;
    private static final int SENT_OFFSET = 16;

    private Parcel() {}

    static void writeHeader(MemorySegment elements, long at, int length, long sequence, long sentNanos) {
        elements.set(ValueLayout.JAVA_INT_UNALIGNED, at, length);
        elements.set(ValueLayout.JAVA_LONG_UNALIGNED, at + SEQUENCE_OFFSET, sequence);
        elements.set(ValueLayout.JAVA_LONG_UNALIGNED, at + SENT_OFFSET, sentNanos);
    }

    static int length(MemorySegment elements, long at) {
        return elements.get(ValueLayout.JAVA_INT_UNALIGNED, at);
    }

    static long sequence(MemorySegment elements, long at) {
        return elements.get(ValueLayout.JAVA_LONG_UNALIGNED, at + SEQUENCE_OFFSET);
    }

    static long sentNanos(MemorySegment elements, long at) {
        return elements.get(ValueLayout.JAVA_LONG_UNALIGNED, at + SENT_OFFSET);
    }
}
