// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.region.Region;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.nio.file.Path;

/** Dies while taking both sides of a SINGLE ring and giving them back: the next one takes them. */
final class TakeSides implements Scenario {
    @Override
    public void prepare(Path region) {
        Small.regionWithRing(region, Small.SINGLE);
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
        Small.requireRecreatable(region, Small.SINGLE);
    }
}
