// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import io.annulus.ring.RingSpec;
import io.annulus.ring.Sizing;
import io.annulus.ring.SyncMode;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The kinds of ring there are: every pair of modes, four element sizes, both sizings. */
public final class Shape {
    private static final int[] ELEMENT_SIZES = {4, 8, 16, 20};

    private Shape() {}

    static Stream<RingSpec> all() {
        Stream.Builder<RingSpec> specs = Stream.builder();
        for (SyncMode producers : SyncMode.values()) {
            for (SyncMode consumers : SyncMode.values()) {
                for (int elementSize : ELEMENT_SIZES) {
                    specs.add(new RingSpec(8, Sizing.POWER_OF_TWO, elementSize, producers, consumers));
                    specs.add(new RingSpec(5, Sizing.EXACT, elementSize, producers, consumers));
                }
            }
        }
        return specs.build();
    }

    /** Two arguments: the producers' mode and the consumers'. */
    public static Stream<Arguments> everyPairOfModes() {
        return Stream.of(SyncMode.values())
                .flatMap(
                        producers -> Stream.of(SyncMode.values()).map(consumers -> Arguments.of(producers, consumers)));
    }

    /** DPDK's flags for it, as its documentation gives them. */
    public static int flags(RingSpec spec) {
        int exactSize = spec.sizing() == Sizing.EXACT ? 0x04 : 0;
        return exactSize | producerFlag(spec.producers()) | consumerFlag(spec.consumers());
    }

    private static int producerFlag(SyncMode mode) {
        return switch (mode) {
            case MULTI -> 0;
            case SINGLE -> 0x01;
            case MULTI_RTS -> 0x08;
            case MULTI_HTS -> 0x20;
        };
    }

    private static int consumerFlag(SyncMode mode) {
        return switch (mode) {
            case MULTI -> 0;
            case SINGLE -> 0x02;
            case MULTI_RTS -> 0x10;
            case MULTI_HTS -> 0x40;
        };
    }
}
