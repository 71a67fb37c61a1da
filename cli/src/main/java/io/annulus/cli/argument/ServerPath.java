// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.argument;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.ivshmem.server.ServerInquiry;
import io.annulus.posix.memory.MappedRegion;
import io.annulus.posix.memory.SharedMemory;
import io.annulus.region.Access;
import io.annulus.region.LockedOperations;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * A region in the memory of an ivshmem server of this user, on the host. Nobody joins for it: the server is asked where its memory is.
 *
 * @param socket where the server listens
 */
public record ServerPath(Path socket) implements RegionPath {
    /** What such a path begins with. */
    static final String PREFIX = "ivshmem:";

    /** Maps all of the memory. */
    public MemorySegment map(Arena arena) {
        try (SharedMemory memory = new ServerInquiry(socket).openMemory()) {
            return memory.map(arena);
        }
    }

    @Override
    public Region open(Access access) {
        try (SharedMemory memory = new ServerInquiry(socket).openMemory()) {
            return MappedRegion.attach(memory);
        }
    }

    @Override
    public Region create(RegionSpec spec) {
        try (SharedMemory memory = new ServerInquiry(socket).openMemory()) {
            return MappedRegion.create(memory, spec);
        }
    }

    @Override
    public void remove() {
        throw new CommandFailure(
                ExitCode.USAGE,
                this + ": a region in a server's memory has no name to remove. It goes with the server.");
    }

    @Override
    public void removeByForce() {
        remove();
    }

    @Override
    public LockedOperations lockedOperations() {
        return LockedOperations.usual();
    }

    @Override
    public Path path() {
        throw new CommandFailure(ExitCode.USAGE, this + ": expected a file here, found a server.");
    }

    @Override
    public String toString() {
        return PREFIX + socket;
    }
}
