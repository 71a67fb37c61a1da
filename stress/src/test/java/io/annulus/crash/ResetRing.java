// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.region.Region;
import io.annulus.region.RegionAudit;
import io.annulus.region.ZoneSpec;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.nio.file.Path;

/** Dies while emptying a ring: after the next change of the directory it is empty or as it was, and works. */
final class ResetRing implements Scenario {
    @Override
    public void prepare(Path region) {
        Small.regionWithRing(region, Small.MULTI);
        try (Region open = Region.open(region);
                Producer producer = Ring.attach(open, Small.NAME).producer()) {
            assertThat(producer.enqueueBulk(new long[] {1, 2, 3}, 0, 3)).isEqualTo(3);
        }
    }

    @Override
    public Runnable begin(Path region) {
        Ring ring = Ring.attach(Region.open(region), Small.NAME);
        return ring::reset;
    }

    @Override
    public void goOn(Path region) {
        try (Region open = Region.open(region)) {
            open.createZone(ZoneSpec.raw("other", 1), memory -> {});
            open.removeZone("other");
            Ring ring = Ring.attach(open, Small.NAME);
            assertThat(Small.drain(ring)).isIn(new long[] {}, new long[] {1, 2, 3});
            Small.requireWorks(ring);
        }
        RegionAudit.of(region).requireSettled();
    }
}
