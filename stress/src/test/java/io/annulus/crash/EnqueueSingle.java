// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.region.Region;
import io.annulus.region.RegionAudit;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.nio.file.Path;

/** Dies while enqueuing on a SINGLE side: each of its calls happened wholly or not at all. */
final class EnqueueSingle implements Scenario {
    @Override
    public void prepare(Path region) {
        Small.regionWithRing(region, Small.SINGLE);
        try (Region open = Region.open(region)) {
            Small.requireWorks(Ring.attach(open, Small.NAME)); // So that the table wraps within the bulk.
        }
    }

    @Override
    public Runnable begin(Path region) {
        Producer producer = Ring.attach(Region.open(region), Small.NAME).producer();
        return () -> {
            producer.enqueueBulk(new long[] {1, 2, 3, 4, 5}, 0, 5);
            producer.enqueue(6L);
        };
    }

    @Override
    public void goOn(Path region) {
        try (Region open = Region.open(region)) {
            Ring ring = Ring.attach(open, Small.NAME);
            assertThat(Small.drain(ring))
                    .isIn(new long[] {}, new long[] {1, 2, 3, 4, 5}, new long[] {1, 2, 3, 4, 5, 6});
            Small.requireWorks(ring);
            assertThat(ring.stalls()).isEmpty();
        }
        RegionAudit.of(region).requireSettled();
    }
}
