// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.interop.RingUser.Way;
import io.annulus.liveness.Purpose;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.Stall;
import io.annulus.ring.SyncMode;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** What Java sees and does while a C program stands in the middle of an operation. */
final class StalledCPeerTest {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final int PRODUCER_TAIL = 132;

    @Test
    void aStalledMultiProducerIsSeenAndThoseBehindItGoOnWhenItDoes() throws InterruptedException {
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", RingSpec.ofEntries(8));
            try (CRing c = CRing.find(home.path(), "ring", 8)) {
                c.stopBeforeTail("enqueue", 2);
                assertThat(ring.stalls()).singleElement().satisfies(stall -> {
                    assertThat(stall.side()).isEqualTo(Purpose.PRODUCER);
                    assertThat(stall.head() - stall.tail()).isEqualTo(2);
                });
                FutureTask<Boolean> behind = new FutureTask<>(() -> enqueue(ring, 77));
                Thread thread = Thread.ofPlatform().daemon().start(behind);
                awaitHead(ring, 3);
                assertThat(ring.count())
                        .as("nothing is visible before those in front")
                        .isZero();
                c.poke(PRODUCER_TAIL, 2);
                assertThat(thread.join(DEADLINE)).isTrue();
                assertThat(behind.resultNow()).isTrue();
                assertThat(ring.stalls()).isEmpty();
                assertThat(c.dequeue(Way.BULK, 3).values()).last().isEqualTo(77L);
            }
        }
    }

    @Test
    void aSingleProducerThatStoppedIsSeenAndTakenOverAsIfItHadNeverBegun() {
        RingSpec spec = RingSpec.ofEntries(8).withProducers(SyncMode.SINGLE);
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", spec);
            try (CRing c = CRing.find(home.path(), "ring", 8)) {
                c.enqueue(Way.BULK, 2, 10);
                c.stopBeforeTail("enqueue", 4);
            }
            assertThat(ring.stalls()).singleElement().extracting(Stall::side).isEqualTo(Purpose.PRODUCER);
            assertThat(enqueue(ring, 12)).isTrue();
            assertThat(ring.stalls()).isEmpty();
            try (Consumer consumer = ring.consumer()) {
                long[] values = new long[8];
                assertThat(consumer.dequeueBurst(values, 0, 8)).isEqualTo(3);
                assertThat(values).startsWith(10, 11, 12);
            }
        }
    }

    private static boolean enqueue(Ring ring, long value) {
        try (Producer producer = ring.producer()) {
            return producer.enqueue(value);
        }
    }

    private static void awaitHead(Ring ring, int head) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (ring.info().producers().head() != head) {
            assertThat(System.nanoTime() - deadline)
                    .as("head " + head + " by now")
                    .isNegative();
            Thread.sleep(1);
        }
    }
}
