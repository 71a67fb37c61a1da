// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.region.AbiProfile;
import io.annulus.ring.Ring;
import io.annulus.ring.RingInfo;
import io.annulus.ring.SideInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * A ring as it stands in its region's file.
 *
 * @param bytes all of it
 * @param info what it said of itself at the time
 */
record RingBytes(MemorySegment bytes, RingInfo info) {
    private static final int BLOCK =
            (1 + AbiProfile.host().guardLines()) * AbiProfile.host().cacheLine();
    private static final int TABLE = 3 * BLOCK;
    /** Head and tail, the mode and the distance, and where MULTI_RTS has its head. */
    private static final int WORDS = 8;

    private static final int RTS_HEAD = 16;

    static RingBytes of(Path region, Ring ring) {
        RingInfo info = ring.info();
        try {
            MemorySegment all = MemorySegment.ofArray(Files.readAllBytes(region));
            return new RingBytes(all.asSlice(info.offset(), info.memoryBytes()), info);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing has changed but the indices of one side and, if that is the producers', slots that were free. */
    void requireUnchangedBut(RingBytes later, Purpose side) {
        int words = side == Purpose.PRODUCER ? BLOCK : 2 * BLOCK;
        BitSet mayChange = new BitSet();
        mayChange.set(words, words + WORDS);
        mayChange.set(words + RTS_HEAD, words + RTS_HEAD + WORDS);
        if (side == Purpose.PRODUCER) {
            addFreeSlots(mayChange);
        }
        for (int i = 0; i < info.memoryBytes(); i++) {
            if (!mayChange.get(i)) {
                assertThat(later.bytes.get(JAVA_BYTE, i))
                        .as("byte %d of the ring", i)
                        .isEqualTo(bytes.get(JAVA_BYTE, i));
            }
        }
    }

    private void addFreeSlots(BitSet mayChange) {
        SideInfo producers = info.producers();
        for (int i = 0; i < info.free(); i++) {
            int slot = TABLE + (producers.tail() + i & info.mask()) * info.elementSize();
            mayChange.set(slot, slot + info.elementSize());
        }
    }
}
