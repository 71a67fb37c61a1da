// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.region.Region;
import io.annulus.region.RegionAudit;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.nio.file.Path;

/** Dies while dequeuing from a SINGLE side: what its unfinished call was reading is still there for the next. */
final class DequeueSingle implements Scenario {
    @Override
    public void prepare(Path region) {
        Small.regionWithRing(region, Small.SINGLE);
        try (Region open = Region.open(region)) {
            Ring ring = Ring.attach(open, Small.NAME);
            Small.requireWorks(ring); // So that the table wraps within the bulk.
            try (Producer producer = ring.producer()) {
                assertThat(producer.enqueueBulk(new long[] {1, 2, 3, 4, 5, 6, 7}, 0, 7))
                        .isEqualTo(7);
            }
        }
    }

    @Override
    public Runnable begin(Path region) {
        Consumer consumer = Ring.attach(Region.open(region), Small.NAME).consumer();
        return () -> {
            consumer.dequeueBulk(new long[5], 0, 5);
            consumer.dequeueOr(Small.NONE);
        };
    }

    @Override
    public void goOn(Path region) {
        try (Region open = Region.open(region)) {
            Ring ring = Ring.attach(open, Small.NAME);
            assertThat(Small.drain(ring)).isIn(new long[] {1, 2, 3, 4, 5, 6, 7}, new long[] {6, 7}, new long[] {7});
            Small.requireWorks(ring);
            assertThat(ring.stalls()).isEmpty();
        }
        RegionAudit.of(region).requireSettled();
    }
}
