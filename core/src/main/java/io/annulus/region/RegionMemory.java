// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.ProcessIdentity;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.UUID;

/** Memory that is mapped already, from wherever it comes: laid out as a region, or read as one. */
final class RegionMemory {
    private RegionMemory() {}

    /** Lays a region out in zeroed memory. */
    static void lay(MemorySegment memory, RegionSpec spec) {
        MemorySegment exactly = memory.asSlice(0, size(spec));
        Header.write(exactly, spec, UUID.randomUUID(), ProcessIdentity.current());
    }

    /** Refuses memory that is too small for a region, or has something in it. */
    static void requireFree(MemorySegment memory, RegionSpec spec, String where) {
        long size = size(spec);
        if (memory.byteSize() < size) {
            throw new AnnulusException(
                    Reason.NO_SPACE,
                    where + ": expected " + size + " bytes of memory, found " + memory.byteSize(),
                    "Ask for a smaller region, or for more memory");
        }
        MemorySegment zeros = MemorySegment.ofArray(new byte[HeaderLayout.HEADER_SIZE]);
        if (privatePage(memory).mismatch(zeros) >= 0) {
            throw new AnnulusException(
                    Reason.ALREADY_EXISTS,
                    where + ": expected memory that is zero, found something in it",
                    "Attach to the region that is there, or zero the memory if nobody uses it");
        }
    }

    /** The checked header of the region in some memory. */
    static Header header(MemorySegment memory, String where) {
        if (memory.byteSize() < HeaderLayout.HEADER_SIZE) {
            throw new AnnulusException(
                    Reason.NOT_A_REGION,
                    where + ": expected a region, of " + HeaderLayout.HEADER_SIZE + " bytes at least, found "
                            + memory.byteSize(),
                    "Give memory with a region in it");
        }
        return Header.read(privatePage(memory), memory.byteSize(), where);
    }

    private static long size(RegionSpec spec) {
        return HeaderLayout.roundUp(spec.sizeBytes(), HeaderLayout.HEADER_SIZE);
    }

    /** What is checked is what is used, whoever writes to the memory meanwhile. As longs, for a header's words are aligned. */
    private static MemorySegment privatePage(MemorySegment memory) {
        return MemorySegment.ofArray(memory.asSlice(0, HeaderLayout.HEADER_SIZE).toArray(ValueLayout.JAVA_LONG));
    }
}
