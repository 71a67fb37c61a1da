// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.region.Region;
import io.annulus.region.RegionAudit;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;

/**
 * Dies of its work on one side: nothing of the ring has changed but that side's own words and slots that were free, no
 * element is lost or doubled, and the other side goes on. The side itself is as before or as afterwards; or, where several
 * processes share it, it stands still, says because of whom, and lets the others give up in time.
 */
final class SideDeath implements Scenario {
    private static final int DISTANCE = 4;

    private final SideWork work;
    private RingBytes before;

    SideDeath(SideWork work) {
        this.work = work;
    }

    @Override
    public String title() {
        return work.name();
    }

    @Override
    public void prepare(Path path) {
        Small.regionWithRing(
                path,
                Small.MULTI.withProducers(work.mode).withConsumers(work.mode).withHeadTailDistance(DISTANCE));
        try (Region region = Region.open(path)) {
            Ring ring = Ring.attach(region, Small.NAME);
            Small.requireWorks(ring); // 20 elements: the table of 8 ends within what is worked on.
            try (Producer producer = ring.producer()) {
                int count = work.before().length;
                assertThat(producer.enqueueBulk(work.before(), 0, count)).isEqualTo(count);
            }
            before = RingBytes.of(path, ring);
        }
    }

    @Override
    public Runnable begin(Path path) {
        return work.begin(Ring.attach(Region.open(path), Small.NAME));
    }

    @Override
    public void goOn(Path path) {
        try (Region region = Region.open(path)) {
            Ring ring = Ring.attach(region, Small.NAME);
            before.requireUnchangedBut(RingBytes.of(path, ring), work.side);
            boolean stalled = !ring.stalls().isEmpty();
            if (stalled) {
                Small.requireStalledByTheDead(ring, work.side);
            }
            if (stalled && work.mode != SyncMode.SINGLE) {
                requireStandsStill(ring);
                before.requireUnchangedBut(RingBytes.of(path, ring), work.side);
                requireOtherSideGoesOn(ring);
            } else {
                assertThat(Small.drain(ring)).isIn(work.before(), work.after());
                Small.requireWorks(ring);
                assertThat(ring.stalls()).isEmpty();
            }
        }
        RegionAudit.of(path).requireSettled();
    }

    private void requireStandsStill(Ring ring) {
        int times = work.mode == SyncMode.MULTI_RTS ? DISTANCE - SideWork.MOVED + 1 : 0;
        if (work.side == Purpose.PRODUCER) {
            Survivor.requireProducerGivesUp(ring, times);
        } else {
            Survivor.requireConsumerGivesUp(ring, times, work.before()[SideWork.MOVED]);
        }
        Small.requireStalledByTheDead(ring, work.side);
    }

    private void requireOtherSideGoesOn(Ring ring) {
        int there = ring.count();
        assertThat(there).isIn(work.before().length, work.after().length);
        if (work.side == Purpose.PRODUCER) {
            assertThat(Small.drain(ring)).isIn(work.before(), work.after());
        } else {
            try (Producer producer = ring.producer()) {
                assertThat(producer.enqueueBurst(new long[8], 0, 8)).isEqualTo(ring.capacity() - there);
            }
        }
    }
}
