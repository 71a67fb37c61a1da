// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.region.Region;
import io.annulus.ring.Ring;
import java.nio.file.Path;

/** Dies while creating a ring in new space. */
final class CreateRing implements Scenario {
    @Override
    public void prepare(Path region) {
        Small.region(region);
    }

    @Override
    public Runnable begin(Path region) {
        Region open = Region.open(region);
        return () -> Ring.create(open, Small.NAME, Small.MULTI);
    }

    @Override
    public void goOn(Path region) {
        Small.requireRecreatable(region, Small.MULTI);
    }
}
