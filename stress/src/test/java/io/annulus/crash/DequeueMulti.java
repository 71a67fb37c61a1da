// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.region.Region;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.nio.file.Path;

/** Dies while dequeuing from a MULTI side: the ring goes on, or says that a dead consumer stalls it. */
final class DequeueMulti implements Scenario {
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
        Consumer consumer = Ring.attach(Region.open(region), Small.NAME).consumer();
        return () -> consumer.dequeueBulk(new long[3], 0, 3);
    }

    @Override
    public void goOn(Path region) {
        try (Region open = Region.open(region)) {
            Ring ring = Ring.attach(open, Small.NAME);
            if (ring.stalls().isEmpty()) {
                assertThat(Small.drain(ring)).isIn(new long[] {}, new long[] {1, 2, 3});
                Small.requireWorks(ring);
            } else {
                assertThat(Small.drain(ring)).isEmpty();
                Small.requireStalledByTheDead(ring, Purpose.CONSUMER);
            }
        }
    }
}
