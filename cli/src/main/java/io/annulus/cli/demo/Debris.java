// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.demo;

import io.annulus.error.AnnulusException;
import io.annulus.liveness.KernelWitness;
import io.annulus.liveness.Verdict;
import io.annulus.region.Access;
import io.annulus.region.Region;
import java.nio.file.Path;

/** Regions of demos that could not clean up because all of their processes were killed at once. */
final class Debris {
    static final String PREFIX = "annulus-demo-";

    private Debris() {}

    /** Removes those in a directory whose creator is certainly dead; a demo's region is of no use without it. */
    static void sweep(Path directory) {
        try {
            for (Path path : Region.list(directory)) {
                if (path.getFileName().toString().startsWith(PREFIX) && isOrphan(path)) {
                    Region.removeByForce(path);
                }
            }
        } catch (AnnulusException e) {
            // Another demo was quicker, or it is not ours to remove: no reason not to go on.
        }
    }

    private static boolean isOrphan(Path path) {
        try (Region region = Region.open(path, Access.READ_ONLY)) {
            return new KernelWitness().judge(region.info().creator()) == Verdict.DEAD;
        }
    }
}
