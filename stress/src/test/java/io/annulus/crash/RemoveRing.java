// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.region.Region;
import java.nio.file.Path;

/** Dies while removing a ring. */
final class RemoveRing implements Scenario {
    @Override
    public void prepare(Path region) {
        Small.regionWithRing(region, Small.MULTI);
    }

    @Override
    public Runnable begin(Path region) {
        Region open = Region.open(region);
        return () -> open.removeZone(Small.NAME);
    }

    @Override
    public void goOn(Path region) {
        Small.requireRecreatable(region, Small.MULTI);
    }
}
