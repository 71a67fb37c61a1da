// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.memory.Words;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A MULTI operation waits for the one in front of it, and an onlooker sees that it does. */
final class StalledRingTest {
    private static final long DEADLINE_SECONDS = 60;

    @Test
    void whoeverIsBehindWaitsUntilTheOneInFrontHasPublished() throws InterruptedException {
        try (Region region = Region.anonymous(RegionSpec.ofSize(100_000, 4, 4))) {
            Ring ring = Ring.create(region, "stalled", RingSpec.ofEntries(8));
            Producer producer = ring.producer();
            Consumer consumer = ring.consumer();
            reserveOneAsIfByAnother(ring);
            Thread behind = Thread.ofPlatform().start(() -> producer.enqueue(2L));
            awaitSleep(behind);
            assertThat(ring.count()).isZero();
            assertThat(consumer.dequeueOr(-1L)).isEqualTo(-1);
            List<Stall> stalls = ring.stalls();
            assertThat(stalls).hasSize(1);
            Stall stall = stalls.getFirst();
            assertThat(stall.side()).isEqualTo(Purpose.PRODUCER);
            assertThat(stall.head() - stall.tail()).isEqualTo(2);
            assertThat(stall.dead()).isEmpty();
            assertThat(stall.describe())
                    .contains(
                            "producer side",
                            "tail 0",
                            "2 elements",
                            "pid " + ProcessHandle.current().pid());
            Words.storeReleaseInt(ring.memory(), ring.producerOffset() + HeadTailLayout.TAIL_OFFSET, 1);
            assertThat(behind.join(Duration.ofSeconds(DEADLINE_SECONDS))).isTrue();
            assertThat(ring.count()).isEqualTo(2);
            assertThat(ring.stalls()).isEmpty();
            assertThat(producer.stallCount()).isEqualTo(1);
            assertThat(consumer.stallCount()).isZero();
            producer.close();
            consumer.close();
        }
    }

    private static void reserveOneAsIfByAnother(Ring ring) {
        Words.storeReleaseInt(ring.memory(), ring.producerOffset() + HeadTailLayout.HEAD_OFFSET, 1);
    }

    private static void awaitSleep(Thread thread) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(System.nanoTime()).as("the thread behind sleeps").isLessThan(deadline);
            Thread.sleep(1);
        }
    }
}
