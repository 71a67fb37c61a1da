// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.argument;

import io.annulus.region.Access;
import io.annulus.region.LockedOperations;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.nio.file.Path;

/**
 * A region in a file.
 *
 * @param path a name without a directory leads to {@code /dev/shm}
 */
public record FilePath(Path path) implements RegionPath {

    @Override
    public Region open(Access access) {
        return Region.open(path, access);
    }

    @Override
    public Region create(RegionSpec spec) {
        return Region.create(path, spec);
    }

    @Override
    public void remove() {
        Region.remove(path);
    }

    @Override
    public void removeByForce() {
        Region.removeByForce(path);
    }

    @Override
    public LockedOperations lockedOperations() {
        return LockedOperations.usual();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
