// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.liveness.Purpose;
import io.annulus.region.Region;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;

/** Dies while enqueuing on a side of a MULTI mode: the ring goes on, or says that a dead producer stalls it. */
final class EnqueueMulti implements Scenario {
    private final SyncMode mode;

    EnqueueMulti() {
        this(SyncMode.MULTI);
    }

    EnqueueMulti(SyncMode mode) {
        this.mode = mode;
    }

    @Override
    public void prepare(Path region) {
        Small.regionWithRing(region, Small.ring(mode));
    }

    @Override
    public Runnable begin(Path region) {
        Producer producer = Ring.attach(Region.open(region), Small.NAME).producer();
        return () -> producer.enqueueBulk(new long[] {1, 2, 3}, 0, 3);
    }

    @Override
    public void goOn(Path region) {
        Aftermath.require(region, Purpose.PRODUCER, new long[] {}, new long[] {1, 2, 3});
    }
}
