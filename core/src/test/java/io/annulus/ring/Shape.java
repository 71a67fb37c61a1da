// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One way a ring can be made, for the contract every way must keep. */
record Shape(SyncMode producers, SyncMode consumers, int elementSize, Sizing sizing, Source source, int start) {

    static final int NEAR_WRAP = -5; // Five below 2^32.

    private static final List<Source> IN_MEMORY = List.of(Source.ANONYMOUS, Source.RAW);

    RingSpec spec() {
        return new RingSpec(sizing == Sizing.EXACT ? 7 : 8, sizing, elementSize, producers, consumers);
    }

    /** Every pair of modes, element size, sizing and start; with the usual element size, every source, too. */
    static Stream<Shape> all() {
        List<Shape> shapes = new ArrayList<>();
        for (SyncMode producers : SyncMode.values()) {
            for (SyncMode consumers : SyncMode.values()) {
                for (int elementSize : new int[] {4, 8, 16, 20}) {
                    for (Sizing sizing : Sizing.values()) {
                        for (Source source : elementSize == 8 ? List.of(Source.values()) : IN_MEMORY) {
                            for (int start : new int[] {0, NEAR_WRAP}) {
                                shapes.add(new Shape(producers, consumers, elementSize, sizing, source, start));
                            }
                        }
                    }
                }
            }
        }
        return shapes.stream();
    }
}
