// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.ivshmem.handover.Purpose;
import io.annulus.ivshmem.handover.Wish;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a server that takes over from another shall be. The memory and the vectors are the other's; where they are given here
 * they are only compared.
 *
 * @param socket where the other listens
 * @param bytes the memory must have, a power of two; or empty
 * @param vectors each peer must have; or empty
 * @param memory what the memory must be; or empty
 * @param region to lay into the memory where it is missing; or empty
 * @param access who may connect from now on
 * @param limits how much there is of it from now on; peers that are there stay
 */
public record TakeOverSpec(
        Path socket,
        OptionalLong bytes,
        OptionalInt vectors,
        Optional<MemorySource> memory,
        Optional<RegionPlan> region,
        Access access,
        Limits limits) {

    /**
     * Whatever there is, everything else as usual.
     *
     * @param socket where the other listens
     * @return the specification
     */
    public static TakeOverSpec of(Path socket) {
        return new TakeOverSpec(
                socket,
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Access.usual(),
                Limits.usual());
    }

    Wish wish() {
        return new Wish(Purpose.SERVE, bytes, vectors, memory.map(MemorySource::toString));
    }
}
