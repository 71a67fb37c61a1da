// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.region.Region;
import io.annulus.ring.Ring;
import java.nio.file.Files;
import java.nio.file.Path;

/** Dies while removing a region: it is there as before, or gone. */
final class RemoveRegion implements Scenario {
    @Override
    public void prepare(Path region) {
        Small.regionWithRing(region, Small.MULTI);
    }

    @Override
    public Runnable begin(Path region) {
        return () -> Region.remove(region);
    }

    @Override
    public void goOn(Path region) {
        if (Files.exists(region)) {
            try (Region found = Region.open(region)) {
                Small.requireWorks(Ring.attach(found, Small.NAME));
            }
            Region.remove(region);
        }
        Small.region(region);
        Small.requireRecreatable(region, Small.MULTI);
    }
}
