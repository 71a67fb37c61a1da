// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.Refusal;
import io.annulus.error.Reason;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the queue view promises beyond what every queue does: how it is bounded, what it holds, what it removes. */
final class RingQueueTest {

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void isBounded(SyncMode mode) {
        Queue<Integer> queue = ring(mode).queue();
        IntStream.range(0, 7).forEach(queue::add);
        assertThat(queue.offer(7)).isFalse();
        assertThatThrownBy(() -> queue.add(7)).isInstanceOf(IllegalStateException.class);
        assertThat(queue).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(queue.poll()).isZero();
        assertThat(queue.offer(7)).isTrue();
        assertThat(queue).hasSize(7).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void takesEachSideWhenItIsFirstUsedAndGivesItBack() {
        ObjectRing<Integer> ring = ring(SyncMode.SINGLE);
        RingQueue<Integer> queue = ring.queue();
        ObjectConsumer<Integer> consumer = ring.consumer();
        assertThat(queue.offer(1)).isTrue();
        Refusal.of(Reason.SIDE_HELD, ring::producer);
        Refusal.of(Reason.SIDE_HELD, queue::poll);
        assertThat(consumer.dequeue()).isEqualTo(1);
        consumer.close();
        assertThat(queue.poll()).isNull();
        Refusal.of(Reason.IN_USE, ring::reset);
        queue.close();
        queue.close();
        Refusal.of(Reason.CLOSED, () -> queue.offer(2), "queue view");
        ring.reset();
        ring.producer().close();
    }

    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            names = {"SINGLE", "MULTI_HTS"})
    void removesFromTheMiddleAndKeepsTheRestInOrder(SyncMode mode) {
        ObjectRing<Integer> ring = ring(mode);
        for (int start = 0; start < 8; start++) {
            Queue<Integer> queue = ring.queue();
            IntStream.range(0, 6).forEach(queue::add);
            assertThat(queue.remove(3)).isTrue();
            assertThat(queue.remove(3)).isFalse();
            assertThat(queue).containsExactly(0, 1, 2, 4, 5);
            queue.removeIf(n -> n % 2 == 0);
            assertThat(queue).containsExactly(1, 5);
            queue.clear();
            assertThat(IntStream.range(0, ring.size()).mapToObj(ring.slots()::get))
                    .containsOnlyNulls();
            // One further round the table each time.
            queue.add(0);
            queue.remove();
            ((RingQueue<Integer>) queue).close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            names = {"MULTI", "MULTI_RTS"})
    void removesNothingFromTheMiddleWhereThatCannotBeOneStep(SyncMode mode) {
        Queue<Integer> queue = ring(mode).queue();
        queue.addAll(List.of(1, 2, 3));
        assertThatThrownBy(() -> queue.remove(2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> queue.removeIf(n -> n == 2)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(queue.remove(9)).isFalse();
        assertThat(queue).containsExactly(1, 2, 3);
        queue.clear();
        assertThat(queue).isEmpty();
    }

    @Test
    void anIteratorRemovesOnlyWhatNobodyHasTakenMeanwhile() {
        Queue<Integer> queue = ring(SyncMode.MULTI_HTS).queue();
        queue.addAll(List.of(1, 2, 3));
        Iterator<Integer> walk = queue.iterator();
        assertThat(walk.next()).isEqualTo(1);
        assertThat(queue.poll()).isEqualTo(1);
        walk.remove();
        assertThat(queue).containsExactly(2, 3);
        assertThatThrownBy(walk::remove).isInstanceOf(IllegalStateException.class);
        assertThat(walk.next()).isEqualTo(2);
        assertThat(queue.poll()).isEqualTo(2);
        assertThat(queue.poll()).isEqualTo(3);
        queue.add(4);
        assertThat(walk.next()).as("it had looked ahead").isEqualTo(3);
        assertThat(walk.hasNext()).as("what came later does not appear").isFalse();
    }

    @Test
    void ofTwoIteratorsEachRemovesWhatItFound() {
        Queue<Integer> queue = ring(SyncMode.SINGLE).queue();
        queue.addAll(List.of(1, 2, 3));
        Iterator<Integer> first = queue.iterator();
        assertThat(first.next()).isEqualTo(1);
        // Moves 1 into the slot of 2.
        assertThat(queue.remove(2)).isTrue();
        first.remove();
        assertThat(queue).containsExactly(3);
    }

    @Test
    void ofTwoThreadsThatRemoveOneElementOneDoes() throws Exception {
        ObjectRing<Integer> ring = ring(SyncMode.MULTI_HTS);
        Queue<Integer> queue = ring.queue();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 2000; round++) {
                queue.addAll(List.of(7, 8, 9));
                Callable<Integer> remove = () -> (queue.remove(8) ? 1 : 0) + (queue.removeIf(n -> n == 9) ? 10 : 0);
                int removed = 0;
                for (Future<Integer> each : threads.invokeAll(List.of(remove, remove))) {
                    removed += each.get();
                }
                assertThat(removed).isEqualTo(11);
                assertThat(queue.poll()).isEqualTo(7);
                assertThat(queue.poll()).isNull();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void peekSeesTheOldestThroughAReservationOfAnotherConsumer() {
        ObjectRing<Integer> ring = ring(SyncMode.MULTI_HTS);
        try (ObjectProducer<Integer> producer = ring.producer();
                ObjectConsumer<Integer> other = ring.consumer();
                ObjectConsumer<Integer> consumer = ring.consumer()) {
            producer.enqueueBulk(new Integer[] {1, 2}, 0, 2);
            ObjectReservation<Integer> both = other.reserveBulk(2);
            producer.enqueue(3);
            assertThat(consumer.peek()).isEqualTo(1);
            both.commit(1);
            assertThat(consumer.peek()).isEqualTo(2);
            assertThat(consumer.dequeue()).isEqualTo(2);
        }
    }

    private static ObjectRing<Integer> ring(SyncMode mode) {
        return ObjectRing.create(RingSpec.ofEntries(8).withProducers(mode).withConsumers(mode));
    }
}
