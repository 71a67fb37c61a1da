// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.liveness.Purpose;
import io.annulus.region.Region;
import io.annulus.ring.Consumer;
import io.annulus.ring.Reservation;
import io.annulus.ring.Ring;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;

/** Dies with elements reserved: what is not committed was never dequeued. */
final class LookAndCommit implements Scenario {
    private final SyncMode mode;

    LookAndCommit() {
        this(SyncMode.SINGLE);
    }

    LookAndCommit(SyncMode mode) {
        this.mode = mode;
    }

    @Override
    public void prepare(Path region) {
        Small.regionWithThree(region, Small.ring(mode));
    }

    @Override
    public Runnable begin(Path region) {
        Consumer consumer = Ring.attach(Region.open(region), Small.NAME).consumer();
        return () -> {
            Reservation next = consumer.reserveBurst(5);
            next.get(0, new long[3], 0, 3);
            next.commit(2);
        };
    }

    @Override
    public void goOn(Path region) {
        Aftermath.require(region, Purpose.CONSUMER, new long[] {1, 2, 3}, new long[] {3});
    }
}
