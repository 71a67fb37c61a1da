// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import io.annulus.ring.RingSpec;
import io.annulus.ring.Sizing;
import io.annulus.ring.SyncMode;
import java.util.List;
import java.util.stream.Stream;

/** The kinds of ring there are: every pair of modes, four element sizes, both sizings. */
final class Shape {
    static final List<SyncMode> MODES = List.of(SyncMode.SINGLE, SyncMode.MULTI);

    private static final int[] ELEMENT_SIZES = {4, 8, 16, 20};

    private Shape() {}

    static Stream<RingSpec> all() {
        Stream.Builder<RingSpec> specs = Stream.builder();
        for (SyncMode producers : MODES) {
            for (SyncMode consumers : MODES) {
                for (int elementSize : ELEMENT_SIZES) {
                    specs.add(new RingSpec(8, Sizing.POWER_OF_TWO, elementSize, producers, consumers));
                    specs.add(new RingSpec(5, Sizing.EXACT, elementSize, producers, consumers));
                }
            }
        }
        return specs.build();
    }

    /** DPDK's flags for it, as its documentation gives them. */
    static int flags(RingSpec spec) {
        int singleProducer = spec.producers() == SyncMode.SINGLE ? 0x01 : 0;
        int singleConsumer = spec.consumers() == SyncMode.SINGLE ? 0x02 : 0;
        int exactSize = spec.sizing() == Sizing.EXACT ? 0x04 : 0;
        return singleProducer | singleConsumer | exactSize;
    }
}
