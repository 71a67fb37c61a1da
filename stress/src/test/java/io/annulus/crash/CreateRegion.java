// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.region.Region;
import io.annulus.region.RegionAudit;
import java.nio.file.Files;
import java.nio.file.Path;

/** Dies while creating a region: its name is there with a whole region behind it, or it is free. */
final class CreateRegion implements Scenario {
    @Override
    public Runnable begin(Path region) {
        return () -> Region.create(region, Small.spec());
    }

    @Override
    public void goOn(Path region) {
        if (!Files.exists(region)) {
            Small.region(region);
        }
        Small.requireRecreatable(region, Small.MULTI);
        Small.region(region.resolveSibling("next"));
        assertThat(RegionAudit.hiddenFiles(region.getParent())).isEmpty();
    }
}
