// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.liveness.Purpose;
import io.annulus.region.Region;
import io.annulus.ring.Producer;
import io.annulus.ring.Reservation;
import io.annulus.ring.Ring;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;

/** Dies with slots reserved: what is not committed was never enqueued. */
final class FillAndCommit implements Scenario {
    private final SyncMode mode;

    FillAndCommit() {
        this(SyncMode.SINGLE);
    }

    FillAndCommit(SyncMode mode) {
        this.mode = mode;
    }

    @Override
    public void prepare(Path region) {
        Small.regionWithRing(region, Small.ring(mode));
    }

    @Override
    public Runnable begin(Path region) {
        Producer producer = Ring.attach(Region.open(region), Small.NAME).producer();
        return () -> {
            Reservation room = producer.reserveBulk(3);
            room.put(0, new long[] {1, 2, 3}, 0, 3);
            room.commit(2);
        };
    }

    @Override
    public void goOn(Path region) {
        Aftermath.require(region, Purpose.PRODUCER, new long[] {}, new long[] {1, 2});
    }
}
