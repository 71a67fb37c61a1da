// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.region.Region;
import io.annulus.region.RegionAudit;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.nio.file.Path;

/** Dies while taking both sides from a dead holder, with no free line left: the third one takes them. */
final class TakeOverSides implements Scenario {
    @Override
    public void prepare(Path region) {
        DeadHolders.write(region, Held.BY_THE_DEAD);
    }

    @Override
    public Runnable begin(Path region) {
        Region open = Region.open(region);
        Ring ring = Ring.attach(open, Small.NAME);
        return () -> {
            Producer producer = ring.producer();
            Consumer consumer = ring.consumer();
            consumer.close();
            producer.close();
        };
    }

    @Override
    public void goOn(Path region) {
        // A death before the child had said who it was costs one of the two lines: so one side after the other.
        try (Region open = Region.open(region)) {
            Ring ring = Ring.attach(open, Small.NAME);
            try (Producer producer = ring.producer()) {
                assertThat(producer.enqueue(1L)).isTrue();
            }
            assertThat(Small.drain(ring)).containsExactly(1);
        }
        RegionAudit.of(region).requireSettled();
    }

    private static final class Held {
        static final byte[] BY_THE_DEAD = DeadHolders.region(2, Small.SINGLE);
    }
}
