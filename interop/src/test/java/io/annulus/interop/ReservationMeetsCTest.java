// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.interop.RingUser.Received;
import io.annulus.interop.RingUser.Sent;
import io.annulus.interop.RingUser.Way;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Reservation;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On an HTS side C waits while one of our reservations lasts, and goes on from where it was ended. */
final class ReservationMeetsCTest {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final Duration A_WHILE = Duration.ofMillis(50);

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void anEnqueueInCFollowsWhatWasCommitted(int committed) throws InterruptedException {
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", spec());
            try (CRing c = CRing.find(home.path(), "ring", 8);
                    Producer producer = ring.producer()) {
                Reservation room = producer.reserveBulk(4);
                room.put(0, new long[] {1, 2, 3, 4}, 0, 4);
                FutureTask<Sent> behind = waiting(() -> c.enqueue(Way.BULK, 2, 100));
                room.commit(committed);
                assertThat(through(behind)).isEqualTo(new Sent(2, 5 - committed));
                try (Consumer consumer = ring.consumer()) {
                    for (int k = 0; k < committed; k++) {
                        assertThat(consumer.dequeueOr(-1L)).isEqualTo(k + 1);
                    }
                    assertThat(consumer.dequeueOr(-1L)).isEqualTo(100);
                    assertThat(consumer.dequeueOr(-1L)).isEqualTo(101);
                    assertThat(consumer.dequeueOr(-1L)).isEqualTo(-1);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void aDequeueInCBeginsBehindWhatWasCommitted(int committed) throws InterruptedException {
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", spec());
            try (CRing c = CRing.find(home.path(), "ring", 8);
                    Consumer consumer = ring.consumer()) {
                c.enqueue(Way.BULK, 5, 1);
                Reservation next = consumer.reserveBurst(3);
                assertThat(next.getLong(2)).isEqualTo(3);
                FutureTask<Received> behind = waiting(() -> c.dequeue(Way.BURST, 1));
                assertThat(ring.count()).as("still there for all to see").isEqualTo(5);
                next.commit(committed);
                Received received = through(behind);
                assertThat(received.values()).containsExactly(1L + committed);
                assertThat(received.available()).isEqualTo(4 - committed);
            }
        }
    }

    @Test
    void aReservationThatItsRoleAbandonedHoldsUpCNoLonger() throws InterruptedException {
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", spec());
            try (CRing c = CRing.find(home.path(), "ring", 8)) {
                FutureTask<Sent> behind;
                try (Producer producer = ring.producer()) {
                    producer.reserveBulk(4);
                    behind = waiting(() -> c.enqueue(Way.BULK, 2, 100));
                }
                assertThat(through(behind)).isEqualTo(new Sent(2, 5));
            }
        }
    }

    @Test
    void theOtherSideInCGoesOnWithWhatWasThereBefore() {
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", spec());
            try (CRing c = CRing.find(home.path(), "ring", 8);
                    Producer producer = ring.producer()) {
                c.enqueue(Way.BULK, 2, 10);
                Reservation room = producer.reserveBurst(9);
                assertThat(room.count()).isEqualTo(5);
                assertThat(c.dequeue(Way.BURST, 8).values()).containsExactly(10L, 11L);
                room.setLong(0, 12);
                room.commit(1);
                assertThat(c.dequeue(Way.BURST, 8).values()).containsExactly(12L);
            }
        }
    }

    private static RingSpec spec() {
        return RingSpec.ofEntries(8).withProducers(SyncMode.MULTI_HTS).withConsumers(SyncMode.MULTI_HTS);
    }

    /** Something that C was asked and has not answered after a while. */
    private static <T> FutureTask<T> waiting(Callable<T> question) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(question);
        Thread thread = Thread.ofPlatform().daemon().start(task);
        thread.join(A_WHILE);
        assertThat(task.isDone()).isFalse();
        return task;
    }

    private static <T> T through(FutureTask<T> task) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!task.isDone()) {
            assertThat(System.nanoTime() - deadline).as("an answer by now").isNegative();
            Thread.sleep(1);
        }
        return task.resultNow();
    }
}
