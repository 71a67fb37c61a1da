// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.OwnJvm;
import io.annulus.Refusal;
import io.annulus.error.Reason;
import io.annulus.liveness.Purpose;
import io.annulus.memory.Words;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.sync.HeadTailLayout;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others do, and what an onlooker sees, while somebody stands in the middle of an operation. */
final class StalledRingTest {
    private static final long DEADLINE_SECONDS = 60;
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final String SELF = "pid " + ProcessHandle.current().pid();

    private final Region region = Region.anonymous(RegionSpec.ofSize(100_000, 4, 8));

    @AfterEach
    void close() {
        region.close();
    }

    @Test
    void onAMultiSideWhoeverIsBehindWaitsUntilTheOneInFrontHasPublished() throws InterruptedException {
        Ring ring = Ring.create(region, "stalled", RingSpec.ofEntries(8));
        Producer producer = ring.producer();
        Consumer consumer = ring.consumer();
        Words.storeReleaseInt(ring.memory(), ring.producerOffset() + HeadTailLayout.HEAD_OFFSET, 1);
        Thread behind = Thread.ofPlatform().start(() -> producer.enqueue(2L));
        awaitSleep(behind);
        assertThat(ring.count()).isZero();
        assertThat(consumer.dequeueOr(-1L)).isEqualTo(-1);
        Stall stall = onlyStall(ring, Purpose.PRODUCER);
        assertThat(stall.head() - stall.tail()).isEqualTo(2);
        assertThat(stall.dead()).isEmpty();
        assertThat(stall.describe()).contains("producer side", "tail 0", "2 elements", SELF);
        Words.storeReleaseInt(ring.memory(), ring.producerOffset() + HeadTailLayout.TAIL_OFFSET, 1);
        assertThat(behind.join(Duration.ofSeconds(DEADLINE_SECONDS))).isTrue();
        assertThat(ring.count()).isEqualTo(2);
        assertThat(ring.stalls()).isEmpty();
        assertThat(producer.stallCount()).isEqualTo(1);
        assertThat(consumer.stallCount()).isZero();
        producer.close();
        consumer.close();
    }

    @Test
    void onAnHtsSideTheOthersWaitForAReservationAndGiveUpInTime() {
        Ring ring = ringOf(SyncMode.MULTI_HTS);
        try (Producer first = ring.producer();
                Producer second = ring.producer();
                Consumer consumer = ring.consumer();
                Consumer other = ring.consumer()) {
            second.setPatience(SHORT);
            other.setPatience(SHORT);
            Reservation room = first.reserveBulk(3);
            Refusal.of(Reason.STALLED, () -> second.enqueue(1L), "20 ms", "tail 0", "nothing was moved", SELF);
            Refusal.of(Reason.STALLED, () -> second.reserveBulk(1));
            assertThat(second.stallCount()).isEqualTo(2);
            assertThat(onlyStall(ring, Purpose.PRODUCER).head()).isEqualTo(3);
            room.commit(2);
            assertThat(second.enqueue(1L)).isTrue();
            Reservation next = consumer.reserveBulk(1);
            Refusal.of(Reason.STALLED, () -> other.dequeueOr(0L));
            assertThat(onlyStall(ring, Purpose.CONSUMER).tail()).isZero();
            next.cancel();
            assertThat(other.dequeueBurst(new long[9], 0, 9)).isEqualTo(3);
        }
    }

    @Test
    void onAnHtsSideTheOthersGoOnOnceItEnds() throws InterruptedException {
        Ring ring = ringOf(SyncMode.MULTI_HTS);
        try (Producer first = ring.producer();
                Producer second = ring.producer();
                Consumer consumer = ring.consumer()) {
            Reservation room = first.reserveBulk(1);
            room.setLong(0, 1);
            second.setPatience(Duration.ofSeconds(DEADLINE_SECONDS));
            Thread behind = Thread.ofPlatform().start(() -> second.enqueue(2L));
            awaitSleep(behind);
            room.commit();
            assertThat(behind.join(Duration.ofSeconds(DEADLINE_SECONDS))).isTrue();
            assertThat(consumer.dequeueOr(0L)).isEqualTo(1);
            assertThat(consumer.dequeueOr(0L)).isEqualTo(2);
        }
    }

    @Test
    void anInterruptedThreadWaitsAndStaysInterrupted() throws InterruptedException {
        Ring ring = ringOf(SyncMode.MULTI_HTS);
        try (Producer first = ring.producer();
                Producer second = ring.producer()) {
            Reservation room = first.reserveBulk(1);
            second.setPatience(Duration.ofSeconds(DEADLINE_SECONDS));
            FutureTask<Boolean> behind = new FutureTask<>(() -> {
                Thread.currentThread().interrupt();
                return second.enqueue(2L) && Thread.currentThread().isInterrupted();
            });
            Thread.ofPlatform().daemon().start(behind);
            while (second.stallCount() == 0) {
                Thread.sleep(1);
            }
            room.cancel();
            assertThat(behind.get(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anInterruptedVirtualThreadThatWaitsLeavesItsCarrierToTheOneItWaitsFor() throws Exception {
        List<String> oneCarrier =
                List.of("-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1");
        assertThat(OwnJvm.run(OneCarrier.class, oneCarrier)).containsExactly("both have enqueued");
    }

    @Test
    void onAnRtsSideTheOthersGoOnUpToTheDistanceAndThenGiveUpInTime() {
        Ring ring = ringOf(SyncMode.MULTI_RTS);
        ring.setProducerHeadTailDistance(3);
        long head = ring.producerOffset() + HeadTailLayout.RTS_HEAD_WORD_OFFSET;
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            producer.setPatience(SHORT);
            // Somebody begins an operation of 2 elements.
            Words.storeReleaseLong(ring.memory(), head, 2L << 32 | 1);
            assertThat(producer.enqueueBulk(new long[] {10, 11}, 0, 2)).isEqualTo(2);
            assertThat(consumer.dequeueOr(-1L)).as("not visible yet").isEqualTo(-1);
            Refusal.of(
                    Reason.STALLED,
                    () -> producer.enqueue(12L),
                    "producer side: waited",
                    "tail 0",
                    "nothing was moved",
                    SELF);
            assertThat(onlyStall(ring, Purpose.PRODUCER).head()).isEqualTo(4);
            ring.setProducerHeadTailDistance(4);
            assertThat(producer.enqueue(12L)).isTrue();
            assertThat(ring.count()).isZero();
            // It ends: two others have ended meanwhile, so it is the last of three and shows the elements of all.
            Words.storeReleaseLong(
                    ring.memory(), ring.producerOffset() + HeadTailLayout.RTS_TAIL_WORD_OFFSET, 5L << 32 | 3);
            assertThat(ring.stalls()).isEmpty();
            long[] values = new long[5];
            assertThat(consumer.dequeueBulk(values, 0, 5)).isEqualTo(5);
            assertThat(values).endsWith(10, 11, 12);
        }
    }

    @Test
    void patienceIsAnyDurationFromNoneToForEver() {
        Ring ring = ringOf(SyncMode.MULTI_HTS);
        try (Producer producer = ring.producer()) {
            producer.setPatience(ChronoUnit.FOREVER.getDuration());
            assertThat(producer.enqueue(1L)).isTrue();
            producer.setPatience(Duration.ZERO);
            assertThat(producer.enqueue(2L)).isTrue();
            assertThatThrownBy(() -> producer.setPatience(Duration.ofNanos(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0 or more");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            names = {"MULTI", "MULTI_RTS"})
    void sidesOnWhichOthersMayReserveBehindHaveNoReservations(SyncMode mode) {
        Ring ring = ringOf(mode);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            Refusal.of(Reason.UNSUPPORTED_MODE, () -> producer.reserveBulk(1), "SINGLE or MULTI_HTS", mode.name());
            Refusal.of(Reason.UNSUPPORTED_MODE, () -> consumer.reserveBurst(1), mode.name());
            assertThat(producer.enqueue(1L)).isTrue();
        }
    }

    private Ring ringOf(SyncMode mode) {
        return Ring.create(
                region, "ring", RingSpec.ofEntries(8).withProducers(mode).withConsumers(mode));
    }

    private static Stall onlyStall(Ring ring, Purpose side) {
        List<Stall> stalls = ring.stalls();
        assertThat(stalls).hasSize(1);
        assertThat(stalls.getFirst().side()).isEqualTo(side);
        return stalls.getFirst();
    }

    private static void awaitSleep(Thread thread) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(System.nanoTime()).as("the thread behind sleeps").isLessThan(deadline);
            Thread.sleep(1);
        }
    }
}
