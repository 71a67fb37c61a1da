// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.memory.Mapping;
import io.annulus.sync.HeadTailLayout;
import io.annulus.sync.Side;
import io.annulus.sync.Whereabouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A ring in memory of our own, to try code on. */
final class Scratch {
    static final int SIZE = 16;

    private static final long LINES = 128;
    private static final long TABLE = 3 * LINES;

    static final Table LONGS = new Table(TABLE, SIZE - 1, Long.BYTES);
    static final Table INTS = new Table(TABLE, SIZE - 1, Integer.BYTES);

    private static final Whereabouts WHERE = new Whereabouts("rehearsal", () -> "");

    private Scratch() {}

    /** For an empty ring. */
    static MemorySegment memory() {
        return Arena.ofAuto().allocate(TABLE + SIZE * Long.BYTES, LINES);
    }

    /** Its producer side. */
    static Side side(MemorySegment memory) {
        return new Side(Mapping.of(memory), HeadTailLayout.SINGLE, LINES, 2 * LINES, SIZE - 1, SIZE - 1, WHERE);
    }
}
