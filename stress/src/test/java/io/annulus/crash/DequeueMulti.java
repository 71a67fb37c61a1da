// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.liveness.Purpose;
import io.annulus.region.Region;
import io.annulus.ring.Consumer;
import io.annulus.ring.Ring;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;

/** Dies while dequeuing from a side of a MULTI mode: the ring goes on, or says that a dead consumer stalls it. */
final class DequeueMulti implements Scenario {
    private final SyncMode mode;

    DequeueMulti() {
        this(SyncMode.MULTI);
    }

    DequeueMulti(SyncMode mode) {
        this.mode = mode;
    }

    @Override
    public void prepare(Path region) {
        Small.regionWithThree(region, Small.ring(mode));
    }

    @Override
    public Runnable begin(Path region) {
        Consumer consumer = Ring.attach(Region.open(region), Small.NAME).consumer();
        return () -> consumer.dequeueBulk(new long[3], 0, 3);
    }

    @Override
    public void goOn(Path region) {
        Aftermath.require(region, Purpose.CONSUMER, new long[] {}, new long[] {1, 2, 3});
    }
}
