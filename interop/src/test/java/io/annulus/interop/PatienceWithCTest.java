// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.interop.RingUser.Way;
import io.annulus.liveness.Purpose;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingInfo;
import io.annulus.ring.RingSpec;
import io.annulus.ring.Stall;
import io.annulus.ring.SyncMode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * On an HTS side, and on an RTS side that lets nobody run ahead, a role waits while a C program stands in the middle of an
 * operation there. If that lasts too long it gives up and has done nothing; the other side never waits.
 */
final class PatienceWithCTest {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofMillis(5);

    /** How C comes to stand in the middle of an operation, and ends it. */
    enum Middle {
        STOPPED {
            @Override
            void beginEnqueue(CRing c, int count) {
                c.stopBeforeTail("enqueue", count);
            }

            @Override
            List<Long> endEnqueue(CRing c) {
                c.goOn("enqueue");
                return List.of(0L, 0L, 0L);
            }

            @Override
            void beginDequeue(CRing c) {
                c.stopBeforeTail("dequeue", 2);
            }

            @Override
            int endDequeue(CRing c) {
                c.goOn("dequeue");
                return 2;
            }
        },
        PEEKING {
            @Override
            void beginEnqueue(CRing c, int count) {
                assertThat(c.startEnqueue(Way.BULK, count).count()).isEqualTo(count);
            }

            @Override
            List<Long> endEnqueue(CRing c) {
                c.finishEnqueue(2, 60);
                return List.of(60L, 61L);
            }

            @Override
            void beginDequeue(CRing c) {
                assertThat(c.startDequeue(Way.BURST, 2).values()).containsExactly(10L, 11L);
            }

            @Override
            int endDequeue(CRing c) {
                c.finishDequeue(1);
                return 1;
            }
        };

        abstract void beginEnqueue(CRing c, int count);

        /** Returns what was enqueued of three. */
        abstract List<Long> endEnqueue(CRing c);

        abstract void beginDequeue(CRing c);

        /** Returns how many were dequeued of two. */
        abstract int endDequeue(CRing c);
    }

    @ParameterizedTest
    @CsvSource({"MULTI_HTS, STOPPED", "MULTI_HTS, PEEKING", "MULTI_RTS, STOPPED"})
    void aProducerGivesUpAndHasDoneNothing(SyncMode mode, Middle middle) {
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", spec().withProducers(mode));
            try (CRing c = CRing.find(home.path(), "ring", 8);
                    Producer producer = ring.producer();
                    Consumer consumer = ring.consumer()) {
                producer.enqueueBulk(new long[] {10, 11}, 0, 2);
                middle.beginEnqueue(c, 3);
                producer.setPatience(SOON);
                RingInfo before = ring.info();
                Refused.with(Reason.STALLED, () -> producer.enqueue(12L));
                Refused.with(Reason.STALLED, () -> producer.enqueueBurst(new long[9], 0, 9));
                assertThat(ring.info()).isEqualTo(before);
                assertThat(producer.stallCount()).isEqualTo(2);
                assertStalled(ring, Purpose.PRODUCER, 5, 2);
                assertThat(consumer.dequeueOr(-1L)).as("the other side goes on").isEqualTo(10);
                assertThat(c.dequeue(Way.BURST, 8).values()).containsExactly(11L);
                List<Long> cs = middle.endEnqueue(c);
                assertThat(ring.stalls()).isEmpty();
                assertThat(producer.enqueue(12L)).isTrue();
                assertThat(c.dequeue(Way.BURST, 8).values())
                        .startsWith(cs.toArray(Long[]::new))
                        .endsWith(12L);
                assertThat(ring.isEmpty()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"MULTI_HTS, STOPPED", "MULTI_HTS, PEEKING", "MULTI_RTS, STOPPED"})
    void aConsumerGivesUpAndHasDoneNothing(SyncMode mode, Middle middle) {
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", spec().withConsumers(mode));
            try (CRing c = CRing.find(home.path(), "ring", 8);
                    Producer producer = ring.producer();
                    Consumer consumer = ring.consumer()) {
                producer.enqueueBulk(new long[] {10, 11, 12, 13, 14}, 0, 5);
                middle.beginDequeue(c);
                consumer.setPatience(SOON);
                RingInfo before = ring.info();
                long[] values = {-1, -1, -1};
                Refused.with(Reason.STALLED, () -> consumer.dequeueOr(0L));
                Refused.with(Reason.STALLED, () -> consumer.dequeueBulk(values, 0, 3));
                assertThat(values).containsOnly(-1);
                assertThat(ring.info()).isEqualTo(before);
                assertStalled(ring, Purpose.CONSUMER, 2, 0);
                assertThat(producer.enqueueBurst(new long[] {15, 16, 17}, 0, 3))
                        .as("the other side goes on, with the room there is")
                        .isEqualTo(2);
                assertThat(c.enqueue(Way.BULK, 1, 0).count()).isZero();
                int taken = middle.endDequeue(c);
                assertThat(ring.stalls()).isEmpty();
                assertThat(consumer.dequeueOr(0L)).isEqualTo(10 + taken);
                assertThat(c.dequeue(Way.BURST, 8).values()).hasSize(6 - taken).endsWith(15L, 16L);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"MULTI_HTS, STOPPED", "MULTI_HTS, PEEKING", "MULTI_RTS, STOPPED"})
    void whoeverStillWaitsGoesOnWhenCDoes(SyncMode mode, Middle middle) throws InterruptedException {
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", spec().withProducers(mode));
            try (CRing c = CRing.find(home.path(), "ring", 8);
                    Producer producer = ring.producer()) {
                producer.setPatience(DEADLINE);
                middle.beginEnqueue(c, 3);
                FutureTask<Boolean> behind = new FutureTask<>(() -> producer.enqueue(77L));
                Thread thread = Thread.ofPlatform().daemon().start(behind);
                thread.join(SOON);
                assertThat(behind.isDone()).isFalse();
                List<Long> cs = middle.endEnqueue(c);
                assertThat(thread.join(DEADLINE)).isTrue();
                assertThat(behind.resultNow()).isTrue();
                assertThat(c.dequeue(Way.BURST, 8).values())
                        .startsWith(cs.toArray(Long[]::new))
                        .endsWith(77L);
            }
        }
    }

    @Test
    void behindAnRtsProducerThatStoppedOthersFinishAndAreSeenWhenItDoes() {
        RingSpec spec = spec().withProducers(SyncMode.MULTI_RTS).withHeadTailDistance(7);
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", spec);
            try (CRing c = CRing.find(home.path(), "ring", 8);
                    Producer producer = ring.producer()) {
                c.stopBeforeTail("enqueue", 1);
                assertThat(producer.enqueueBulk(new long[] {1, 2, 3}, 0, 3)).isEqualTo(3);
                assertThat(c.enqueue(Way.BULK, 2, 4).count()).isEqualTo(2);
                assertThat(producer.enqueueBurst(new long[] {6, 7}, 0, 2)).isEqualTo(1);
                assertThat(producer.enqueue(7L)).as("the ring is full").isFalse();
                assertThat(producer.freeAfter()).isZero();
                assertThat(ring.count()).isZero();
                assertThat(c.dequeue(Way.BURST, 8).values()).isEmpty();
                assertStalled(ring, Purpose.PRODUCER, 7, 0);
                c.goOn("enqueue");
                assertThat(ring.stalls()).isEmpty();
                assertThat(c.dequeue(Way.BURST, 8).values()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
            }
        }
    }

    @Test
    void behindAnRtsConsumerThatStoppedOthersFinishAndTheirRoomIsFreeWhenItDoes() {
        RingSpec spec = spec().withConsumers(SyncMode.MULTI_RTS).withHeadTailDistance(7);
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", spec);
            try (CRing c = CRing.find(home.path(), "ring", 8);
                    Producer producer = ring.producer();
                    Consumer consumer = ring.consumer()) {
                producer.enqueueBulk(new long[] {1, 2, 3, 4, 5, 6, 7}, 0, 7);
                c.stopBeforeTail("dequeue", 2);
                assertThat(consumer.dequeueOr(0L)).isEqualTo(3);
                assertThat(c.dequeue(Way.BULK, 2).values()).containsExactly(4L, 5L);
                assertThat(consumer.dequeueBurst(new long[8], 0, 8)).isEqualTo(2);
                assertThat(producer.enqueue(8L)).as("no room yet").isFalse();
                assertStalled(ring, Purpose.CONSUMER, 7, 0);
                c.goOn("dequeue");
                assertThat(producer.freeAfter()).isEqualTo(7);
            }
        }
    }

    private static RingSpec spec() {
        return RingSpec.ofEntries(8).withHeadTailDistance(0);
    }

    private static void assertStalled(Ring ring, Purpose side, int head, int tail) {
        assertThat(ring.stalls()).singleElement().satisfies(stall -> {
            assertThat(stall.side()).isEqualTo(side);
            assertThat(stall.head()).isEqualTo(head);
            assertThat(stall.tail()).isEqualTo(tail);
            assertThat(stall).extracting(Stall::describe).asString().contains("waits at tail " + tail);
        });
    }
}
