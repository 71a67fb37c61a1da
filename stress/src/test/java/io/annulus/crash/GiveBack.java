// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.region.Region;
import io.annulus.region.RegionAudit;
import io.annulus.region.ZoneSpec;
import io.annulus.ring.Ring;
import java.nio.file.Path;

/** Dies while creating a ring for which removed space at the end is given back first: that space may be lost, no more. */
final class GiveBack implements Scenario {
    private static final int SMALL = 128;

    @Override
    public void prepare(Path region) {
        try (Region open = Region.create(region, Small.spec())) {
            open.createZone(ZoneSpec.raw("before", SMALL), memory -> {});
            open.removeZone("before");
        }
    }

    @Override
    public Runnable begin(Path region) {
        Region open = Region.open(region);
        return () -> Ring.create(open, Small.NAME, Small.MULTI);
    }

    @Override
    public void goOn(Path region) {
        try (Region open = Region.open(region)) {
            open.createZone(ZoneSpec.raw("other", SMALL), memory -> {});
            if (open.zones().size() == 1) {
                Ring.create(open, Small.NAME, Small.MULTI);
            }
            Small.requireWorks(Ring.attach(open, Small.NAME));
        }
        assertThat(RegionAudit.of(region).requireNothingHalfDone()).isIn(0L, (long) SMALL);
    }
}
