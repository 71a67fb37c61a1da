// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import io.annulus.memory.Words;
import io.annulus.region.AbiProfile;
import io.annulus.ring.RingSpec;
import io.annulus.ring.Sizing;
import io.annulus.ring.SyncMode;
import io.annulus.sync.HeadTailLayout;
import java.lang.foreign.MemorySegment;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The kinds of ring there are: every pair of modes, four element sizes, both sizings. */
public final class Shape {
    private static final int[] ELEMENT_SIZES = {4, 8, 16, 20};

    private static final int EXACT_SIZE = 0x04;

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
        int exactSize = spec.sizing() == Sizing.EXACT ? EXACT_SIZE : 0;
        return exactSize | producerFlag(spec.producers()) | consumerFlag(spec.consumers());
    }

    /** The one that DPDK's flags stand for. */
    public static RingSpec ofFlags(int flags, int entries, int elementSize) {
        Sizing sizing = (flags & EXACT_SIZE) != 0 ? Sizing.EXACT : Sizing.POWER_OF_TWO;
        return everyPairOfModes()
                .map(Arguments::get)
                .map(pair -> new RingSpec(entries, sizing, elementSize, (SyncMode) pair[0], (SyncMode) pair[1]))
                .filter(spec -> flags(spec) == flags)
                .findFirst()
                .orElseThrow();
    }

    /** Whether a side can hold a reservation. */
    public static boolean canHold(SyncMode mode) {
        return mode == SyncMode.SINGLE || mode == SyncMode.MULTI_HTS;
    }

    /** Sets all indices of a ring nobody uses. */
    public static void seed(MemorySegment ring, RingSpec spec, AbiProfile profile, int index) {
        long block = (1L + profile.guardLines()) * profile.cacheLine();
        seed(ring, block, spec.producers(), index);
        seed(ring, 2 * block, spec.consumers(), index);
    }

    private static void seed(MemorySegment ring, long side, SyncMode mode, int index) {
        for (long word : HeadTailLayout.indexWords(mode.number())) {
            Words.storeReleaseLong(ring, side + word, HeadTailLayout.idleAt(index));
        }
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
