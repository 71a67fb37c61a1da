// SPDX-License-Identifier: Apache-2.0
package io.annulus.memory;

import java.lang.foreign.MemorySegment;

/**
 * Memory with shared lines of 64 bytes in it, and a mask that leaves the offset of every line of it as it is. To a compiler that
 * knows both as constants the mask says that the offset is aligned, and inside the memory if its size is a power of two: it
 * then leaves out the segment's tests for that.
 *
 * @param segment the memory
 * @param lines the mask
 */
public record Mapping(MemorySegment segment, long lines) {
    private static final long LINE = 64;

    /** All of a segment. */
    public static Mapping of(MemorySegment segment) {
        return new Mapping(segment, (Long.highestOneBit(segment.byteSize() - 1) << 1) - LINE);
    }

    /** The offset of a line, unchanged. */
    public long line(long offset) {
        return offset & lines;
    }
}
