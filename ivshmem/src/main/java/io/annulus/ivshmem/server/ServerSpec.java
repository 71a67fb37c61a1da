// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a server shall be.
 *
 * @param socket where it listens; it makes {@code SOCKET.control} and {@code SOCKET.lock} beside it
 * @param bytes of the memory; {@link #memoryBytes} says what becomes of them
 * @param vectors doorbells of each peer, 0 to 64; without any, peers do not hear of each other
 * @param memory where it comes from
 * @param afterwards what becomes of a file that the server makes for the memory, when the server ends
 * @param region to lay into the memory, or empty to leave it all zero
 * @param access who may connect
 * @param limits how much there is of it
 */
public record ServerSpec(
        Path socket,
        long bytes,
        int vectors,
        MemorySource memory,
        Afterwards afterwards,
        Optional<RegionPlan> region,
        Access access,
        Limits limits) {
    private static final int MOST_VECTORS = 64;
    private static final long LEAST_BYTES = 4096;
    private static final long MOST_BYTES = 1L << 46;

    /** What becomes of a file that the server made, with the memory in it. */
    public enum Afterwards {
        /** It is removed. */
        REMOVE,
        /** It stays, for the next server. */
        KEEP
    }

    /** Checks the numbers. */
    public ServerSpec {
        if (vectors < 0 || vectors > MOST_VECTORS) {
            throw new AnnulusException(
                    Reason.BAD_SPEC,
                    "vectors: expected 0 to " + MOST_VECTORS + ", found " + vectors,
                    "Ask for fewer; a vector is a doorbell of its own, not a channel");
        }
        if (bytes < 1 || bytes > MOST_BYTES) {
            throw new AnnulusException(
                    Reason.BAD_SPEC,
                    "memory: expected 1 to 2^46 bytes, found " + bytes,
                    "Ask for a size in that range, such as 64M");
        }
    }

    /**
     * A server of sealed memory, everything else as usual: one vector, permissions 0660.
     *
     * @param socket where it listens
     * @param bytes of the memory
     * @return the specification
     */
    public static ServerSpec of(Path socket, long bytes) {
        return new ServerSpec(
                socket,
                bytes,
                1,
                new MemorySource.Sealed(),
                Afterwards.REMOVE,
                Optional.empty(),
                Access.usual(),
                Limits.usual());
    }

    /**
     * How much memory it is: the next power of two from 4096 on, since a PCI device can have no other size.
     *
     * @return bytes
     */
    public long memoryBytes() {
        long highest = Long.highestOneBit(bytes);
        return Math.max(LEAST_BYTES, highest == bytes ? bytes : highest << 1);
    }

    /**
     * The same with another number of doorbells.
     *
     * @param number 0 to 64
     * @return a new specification
     */
    public ServerSpec withVectors(int number) {
        return new ServerSpec(socket, bytes, number, memory, afterwards, region, access, limits);
    }

    /**
     * The same with other memory.
     *
     * @param source where it comes from
     * @param then what becomes of a file that the server makes for it
     * @return a new specification
     */
    public ServerSpec withMemory(MemorySource source, Afterwards then) {
        return new ServerSpec(socket, bytes, vectors, source, then, region, access, limits);
    }

    /**
     * The same with a region.
     *
     * @param plan what to lay into the memory
     * @return a new specification
     */
    public ServerSpec withRegion(RegionPlan plan) {
        return new ServerSpec(socket, bytes, vectors, memory, afterwards, Optional.of(plan), access, limits);
    }

    /**
     * The same for others.
     *
     * @param who may connect
     * @return a new specification
     */
    public ServerSpec withAccess(Access who) {
        return new ServerSpec(socket, bytes, vectors, memory, afterwards, region, who, limits);
    }

    /**
     * The same with other limits.
     *
     * @param some how much there is
     * @return a new specification
     */
    public ServerSpec withLimits(Limits some) {
        return new ServerSpec(socket, bytes, vectors, memory, afterwards, region, access, some);
    }
}
