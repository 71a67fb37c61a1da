// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.region.Region;
import io.annulus.region.RegionAudit;
import io.annulus.region.ZoneSpec;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.nio.file.Path;

/**
 * Dies while it is being refused to empty a ring that others use: those others do not notice. When the words to zero were
 * listed before it was known that nobody uses the ring, the next change of the directory emptied it under its users.
 */
final class ResetBusyRing implements Scenario {
    private Region open;
    private Producer producer;
    private Consumer consumer;

    @Override
    public void prepare(Path region) {
        open = Region.create(region, Small.spec());
        Ring ring = Ring.create(open, Small.NAME, Small.MULTI);
        producer = ring.producer();
        consumer = ring.consumer();
        assertThat(producer.enqueueBulk(new long[] {1, 2, 3}, 0, 3)).isEqualTo(3);
        assertThat(consumer.dequeueOr(Small.NONE)).isEqualTo(1);
    }

    @Override
    public Runnable begin(Path region) {
        Ring ring = Ring.attach(Region.open(region), Small.NAME);
        return () -> {
            try {
                ring.reset();
                throw new IllegalStateException("it was reset while in use");
            } catch (AnnulusException e) {
                if (e.reason() != Reason.IN_USE) {
                    throw e;
                }
            }
        };
    }

    @Override
    public void goOn(Path region) {
        open.createZone(ZoneSpec.raw("other", 1), memory -> {});
        assertThat(consumer.dequeueOr(Small.NONE)).isEqualTo(2);
        assertThat(producer.enqueue(4L)).isTrue();
        assertThat(consumer.dequeueOr(Small.NONE)).isEqualTo(3);
        assertThat(consumer.dequeueOr(Small.NONE)).isEqualTo(4);
        Small.requireWorks(producer, consumer);
        assertThat(Ring.attach(open, Small.NAME).isEmpty()).isTrue();
        producer.close();
        consumer.close();
        open.close();
        RegionAudit.of(region).requireSettled();
    }
}
