// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.memory.Seal;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a client expects of a server, and how much it puts up with.
 *
 * @param vectors how many vectors the server gives each peer, 0 to {@code mostVectors}, if that is known: joining then ends
 *     when all of this client's own are there. The protocol never says the number; without it, joining ends with the memory,
 *     and each operation waits for the peer and the vector that it needs
 * @param patience how long joining may take
 * @param mostVectors of a peer, 1 to 2048; a server that sends more is refused
 * @param mostDescriptors that this client may hold at a time, 1 or more, and half of what the process may open in any case; a
 *     server that sends more is refused
 * @param seals that the memory must have; {@link Seal#SHRINK} keeps a server that is not trusted from making it shorter while
 *     it is mapped, which would crash this process
 */
public record JoinSpec(OptionalInt vectors, Duration patience, int mostVectors, int mostDescriptors, Set<Seal> seals) {
    private static final int HIGHEST_VECTORS = 2048;
    private static final int USUAL_VECTORS = 64;
    private static final int USUAL_DESCRIPTORS = 16_384;
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(10);

    /** Checks the numbers. */
    public JoinSpec {
        seals = Set.copyOf(seals);
        require("vectors of a peer at most", mostVectors, 1, HIGHEST_VECTORS);
        require("vectors", vectors.orElse(0), 0, mostVectors);
        require("descriptors at most", mostDescriptors, 1, Integer.MAX_VALUE);
    }

    private static void require(String what, int number, int least, int most) {
        if (number < least || number > most) {
            throw new AnnulusException(
                    Reason.BAD_SPEC,
                    what + ": expected " + least + " to " + most + ", found " + number,
                    "Ask for the number that the server was started with");
        }
    }

    /**
     * Any server: the number of vectors unknown, 10 s to join, up to 64 vectors of a peer, up to 16 384 descriptors, any
     * memory.
     *
     * @return the specification
     */
    public static JoinSpec usual() {
        return new JoinSpec(OptionalInt.empty(), USUAL_PATIENCE, USUAL_VECTORS, USUAL_DESCRIPTORS, Set.of());
    }

    /**
     * The same with the server's number of vectors. Raises the limit where it is higher.
     *
     * @param number of vectors of each peer, 0 to 2048
     * @return a new specification
     */
    public JoinSpec withVectors(int number) {
        require("vectors", number, 0, HIGHEST_VECTORS);
        return new JoinSpec(OptionalInt.of(number), patience, Math.max(number, mostVectors), mostDescriptors, seals);
    }

    /**
     * The same with another time to join in.
     *
     * @param duration how long it may take
     * @return a new specification
     */
    public JoinSpec withPatience(Duration duration) {
        return new JoinSpec(vectors, duration, mostVectors, mostDescriptors, seals);
    }

    /**
     * The same with other limits.
     *
     * @param vectorsOfAPeer 1 to 2048
     * @param descriptors 1 or more
     * @return a new specification
     */
    public JoinSpec withLimits(int vectorsOfAPeer, int descriptors) {
        return new JoinSpec(vectors, patience, vectorsOfAPeer, descriptors, seals);
    }

    /**
     * The same, refusing memory without these seals.
     *
     * @param required such as {@link Seal#SHRINK}
     * @return a new specification
     */
    public JoinSpec withSeals(Set<Seal> required) {
        return new JoinSpec(vectors, patience, mostVectors, mostDescriptors, required);
    }
}
