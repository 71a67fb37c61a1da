// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.region.Region;

/** The 14 ways through a ring that DPDK's test has a row for, and with ours how the ring is come by. */
enum DpdkApi {
    BULK_AS_FOUND(Move.BULK, SyncMode.MULTI, Origin.FOUND),
    BURST_AS_FOUND(Move.BURST, SyncMode.MULTI, Origin.FOUND),
    BULK_SINGLE(Move.BULK, SyncMode.SINGLE, Origin.MADE),
    BURST_SINGLE(Move.BURST, SyncMode.SINGLE, Origin.MADE),
    BULK_MULTI(Move.BULK, SyncMode.MULTI, Origin.MADE),
    BURST_MULTI(Move.BURST, SyncMode.MULTI, Origin.MADE),
    BULK_RTS(Move.BULK, SyncMode.MULTI_RTS, Origin.FOUND),
    BURST_RTS(Move.BURST, SyncMode.MULTI_RTS, Origin.FOUND),
    BULK_HTS(Move.BULK, SyncMode.MULTI_HTS, Origin.FOUND),
    BURST_HTS(Move.BURST, SyncMode.MULTI_HTS, Origin.FOUND),
    ZERO_COPY_BULK_SINGLE(Move.BULK_IN_PLACE, SyncMode.SINGLE, Origin.MADE),
    ZERO_COPY_BURST_SINGLE(Move.BURST_IN_PLACE, SyncMode.SINGLE, Origin.MADE),
    ZERO_COPY_BULK_HTS(Move.BULK_IN_PLACE, SyncMode.MULTI_HTS, Origin.FOUND),
    ZERO_COPY_BURST_HTS(Move.BURST_IN_PLACE, SyncMode.MULTI_HTS, Origin.FOUND);

    private static final String NAME = "scenario";

    private final Move move;
    private final SyncMode mode;
    private final Origin origin;

    DpdkApi(Move move, SyncMode mode, Origin origin) {
        this.move = move;
        this.mode = mode;
        this.origin = origin;
    }

    Move move() {
        return move;
    }

    Ring ring(Region region, int entries, int elementSize) {
        Ring made = Ring.create(
                region,
                NAME,
                RingSpec.ofEntries(entries)
                        .withElementSize(elementSize)
                        .withProducers(mode)
                        .withConsumers(mode));
        return origin == Origin.MADE ? made : Ring.attach(region, NAME);
    }

    /** DPDK has functions that name the mode and such that read it from the ring; we have rings made and rings found. */
    private enum Origin {
        MADE,
        FOUND
    }
}
