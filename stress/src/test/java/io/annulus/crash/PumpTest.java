// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A producer and a consumer process work on a SINGLE ring; one of them is killed, another one takes its side over, again and
 * again. How far they get before is drawn from a fixed seed.
 */
class PumpTest {
    static final int ROUNDS = Boolean.getBoolean("annulus.long") ? 200 : 30;
    static final int MOST_BEFORE_DEATH = 3000;
    static final RegionSpec REGION = RegionSpec.ofSize(1 << 18);
    static final RingSpec MULTI = RingSpec.ofEntries(64);

    private static final int SELF = 0;
    private static final long SEED = 1;

    @TempDir
    private Path directory;

    private Path path;
    private Ring ring;
    private Ledger ledger;

    @Test
    void whateverASingleSideReturnedIsNeitherLostNorDoubledByDeathsAndTakeovers() {
        Random random = new Random(SEED);
        path = directory.resolve("region");
        try (Region region = Region.create(path, REGION)) {
            ring = Ring.create(
                    region, Small.NAME, MULTI.withProducers(SyncMode.SINGLE).withConsumers(SyncMode.SINGLE));
            ledger = Ledger.create(region);
            ChildProcess producer = producer();
            ChildProcess consumer = consumer();
            for (int round = 0; round < ROUNDS; round++) {
                long target = ledger.received(SELF) + 1 + random.nextInt(MOST_BEFORE_DEATH);
                Waiting.until("elements have gone through", () -> ledger.received(SELF) >= target);
                producer.requireSilent();
                consumer.requireSilent();
                if (random.nextBoolean()) {
                    producer.kill();
                    producer = producer();
                } else {
                    consumer.kill();
                    consumer = consumer();
                }
            }
            producer.kill();
            consumer.kill();
            requireTheRestInOrder();
        }
    }

    // Numbers count from 0 and so does the tail: it says how many there have been, and so which comes next. A dead
    // producer's last call may have been complete and not yet in the ledger; by no more than its elements.
    private ChildProcess producer() {
        long enqueued = Integer.toUnsignedLong(ring.info().producers().tail());
        assertThat(enqueued - ledger.sent(SELF)).isBetween(0L, (long) Ledger.MOST);
        ChildProcess producer = ChildProcess.start(Pump.class, path, enqueued, "producer", SELF, enqueued);
        producer.await("TAKEN");
        return producer;
    }

    private ChildProcess consumer() {
        long missing = Integer.toUnsignedLong(ring.info().consumers().tail()) - ledger.received(SELF);
        assertThat(missing).isBetween(0L, (long) Ledger.MOST);
        ChildProcess consumer = ChildProcess.start(Pump.class, path, missing, "consumer", missing);
        consumer.await("TAKEN");
        return consumer;
    }

    private void requireTheRestInOrder() {
        long first = Integer.toUnsignedLong(ring.info().consumers().tail());
        long end = Integer.toUnsignedLong(ring.info().producers().tail());
        assertThat(Small.drain(ring)).isEqualTo(LongStream.range(first, end).toArray());
        assertThat(ring.stalls()).isEmpty();
        Small.requireWorks(ring);
    }
}
