// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.region.Region;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.nio.file.Path;

/** Dies while enqueuing on a MULTI side: the ring goes on, or says that a dead producer stalls it. */
final class EnqueueMulti implements Scenario {
    @Override
    public void prepare(Path region) {
        Small.regionWithRing(region, Small.MULTI);
    }

    @Override
    public Runnable begin(Path region) {
        Producer producer = Ring.attach(Region.open(region), Small.NAME).producer();
        return () -> producer.enqueueBulk(new long[] {1, 2, 3}, 0, 3);
    }

    @Override
    public void goOn(Path region) {
        try (Region open = Region.open(region)) {
            Ring ring = Ring.attach(open, Small.NAME);
            long[] found = Small.drain(ring);
            if (ring.stalls().isEmpty()) {
                assertThat(found).isIn(new long[] {}, new long[] {1, 2, 3});
                Small.requireWorks(ring);
            } else {
                assertThat(found).isEmpty();
                Small.requireStalledByTheDead(ring, Purpose.PRODUCER);
            }
        }
    }
}
