// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.Refusal;
import io.annulus.error.Reason;
import io.annulus.ring.SyncMode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every ring of references promises, whatever its modes, sizing and indices. */
@ParameterizedClass
@MethodSource("io.annulus.objects.ObjectShape#all")
final class ObjectRingTest {
    private static final int CAPACITY = ObjectShape.CAPACITY;

    private final ObjectShape shape;
    private ObjectRing<Object> ring;
    private ObjectProducer<Object> producer;
    private ObjectConsumer<Object> consumer;

    ObjectRingTest(ObjectShape shape) {
        this.shape = shape;
    }

    @BeforeEach
    void make() {
        ring = shape.make();
        producer = ring.producer();
        consumer = ring.consumer();
    }

    @AfterEach
    void everythingDequeuedIsLetGo() {
        while (consumer.dequeue() != null) {}
        assertNothingIsKept();
        producer.close();
        consumer.close();
    }

    @Test
    void takesExactlyItsCapacityAndGivesItBackInOrder() {
        assertThat(ring.capacity()).isEqualTo(CAPACITY);
        assertThat(ring.size()).isEqualTo(8);
        for (int i = 0; i < CAPACITY; i++) {
            assertThat(producer.enqueue("e" + i)).isTrue();
            assertThat(ring.count()).isEqualTo(i + 1);
        }
        assertThat(producer.enqueue("too many")).isFalse();
        assertThat(ring.isFull()).isTrue();
        for (int i = 0; i < CAPACITY; i++) {
            assertThat(consumer.dequeue()).isEqualTo("e" + i);
        }
        assertThat(consumer.dequeue()).isNull();
        assertThat(ring.isEmpty()).isTrue();
    }

    @Test
    void bulkMovesAllOrNothingAndBurstWhatFits() {
        assertThat(producer.enqueueBulk(numbered(0, 5), 0, 5)).isEqualTo(5);
        assertThat(producer.enqueueBulk(numbered(5, 3), 0, 3)).isZero();
        assertThat(producer.enqueueBurst(numbered(5, 3), 0, 3)).isEqualTo(2);
        assertThat(producer.freeAfter()).isZero();
        Object[] out = new Object[9];
        assertThat(consumer.dequeueBulk(out, 0, 8)).isZero();
        assertThat(consumer.dequeueBulk(out, 1, 3)).isEqualTo(3);
        assertThat(consumer.availableAfter()).isEqualTo(4);
        assertThat(consumer.dequeueBurst(out, 4, 5)).isEqualTo(4);
        assertThat(out).containsExactly(null, "e0", "e1", "e2", "e3", "e4", "e5", "e6", null);
        assertThat(producer.enqueueBulk(out, 0, 0)).isZero();
        assertThat(consumer.dequeueBurst(out, 0, 0)).isZero();
    }

    @Test
    void keepsOrderOverManyLapsOfTheTableAndTheIndices() {
        int in = 0;
        int out = 0;
        Object[] got = new Object[9];
        for (int lap = 0; lap < 60; lap++) {
            in += producer.enqueueBurst(numbered(in, 9), 0, 1 + lap % 9);
            int count = consumer.dequeueBurst(got, 0, 1 + (lap * 5) % 9);
            for (int i = 0; i < count; i++) {
                assertThat(got[i]).isEqualTo("e" + out++);
            }
            assertThat(ring.count()).isEqualTo(in - out);
        }
        assertThat(out).isGreaterThan(3 * ring.size());
    }

    @Test
    void nullIsNoElement() {
        assertThatThrownBy(() -> producer.enqueue(null)).isInstanceOf(NullPointerException.class);
        Object[] holed = {"a", null, "b"};
        assertThatThrownBy(() -> producer.enqueueBurst(holed, 0, 3))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("element 1");
        assertThat(ring.isEmpty()).isTrue();
        assertThat(producer.enqueueBulk(holed, 2, 1)).isEqualTo(1);
    }

    @Test
    void aRangeOutsideTheArrayIsRefusedBeforeAnythingMoves() {
        producer.enqueue("a");
        assertThatThrownBy(() -> producer.enqueueBulk(new Object[] {"b"}, 0, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> consumer.dequeueBurst(new Object[1], 1, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> consumer.dequeueBurst(new Object[1], 0, -1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(ring.count()).isEqualTo(1);
    }

    @Test
    void anArrayThatRefusesAnElementStopsNothing() {
        producer.enqueueBulk(new Object[] {"text", 1, "more"}, 0, 3);
        Object[] strings = new String[3];
        assertThatThrownBy(() -> consumer.dequeueBulk(strings, 0, 3)).isInstanceOf(ArrayStoreException.class);
        int left = ObjectShape.isHoldable(shape.consumers()) ? 3 : 0;
        assertThat(ring.count()).isEqualTo(left);
        assertThat(producer.enqueueBurst(numbered(0, 9), 0, 9)).isEqualTo(CAPACITY - left);
        assertThat(consumer.dequeueBurst(new Object[9], 0, 9)).isEqualTo(CAPACITY);
    }

    @Test
    void peekSeesTheOldestAndLeavesIt() {
        assertThat(consumer.peek()).isNull();
        producer.enqueueBulk(numbered(0, 3), 0, 3);
        assertThat(consumer.peek()).isEqualTo("e0");
        assertThat(consumer.peek()).isEqualTo("e0");
        assertThat(consumer.dequeue()).isEqualTo("e0");
        assertThat(consumer.peek()).isEqualTo("e1");
        assertThat(ring.count()).isEqualTo(2);
    }

    @Test
    void aSingleSideIsHeldOnce() {
        if (shape.producers() == SyncMode.SINGLE) {
            Refusal.of(Reason.SIDE_HELD, ring::producer, "producer side is SINGLE");
        } else {
            ring.producer().close();
        }
        if (shape.consumers() == SyncMode.SINGLE) {
            Refusal.of(Reason.SIDE_HELD, ring::consumer, "consumer side is SINGLE");
        } else {
            ring.consumer().close();
        }
        producer.close();
        Refusal.of(Reason.CLOSED, () -> producer.enqueue("a"), "producer was closed");
        producer = ring.producer();
        assertThat(producer.enqueue("a")).isTrue();
    }

    @Test
    void isResetOnlyWhileNobodyUsesIt() {
        producer.enqueueBulk(numbered(0, 3), 0, 3);
        Refusal.of(Reason.IN_USE, ring::reset, "2 roles");
        producer.close();
        consumer.close();
        ring.reset();
        assertThat(ring.count()).isZero();
        assertNothingIsKept();
        producer = ring.producer();
        consumer = ring.consumer();
        assertThat(producer.enqueueBurst(numbered(0, 9), 0, 9)).isEqualTo(CAPACITY);
        assertThat(consumer.dequeue()).isEqualTo("e0");
    }

    @Test
    void reservationsFillAndTakeInPlaceWhereTheModeAllowsIt() {
        if (ObjectShape.isHoldable(shape.producers())) {
            ObjectReservation<Object> room = producer.reserveBulk(4);
            for (int i = 0; i < 4; i++) {
                room.set(i, "e" + i);
            }
            assertThat(ring.count()).isZero();
            room.commit(3);
        } else {
            Refusal.of(Reason.UNSUPPORTED_MODE, () -> producer.reserveBulk(4));
            producer.enqueueBulk(numbered(0, 3), 0, 3);
        }
        if (ObjectShape.isHoldable(shape.consumers())) {
            ObjectReservation<Object> next = consumer.reserveBurst(9);
            assertThat(next.count()).isEqualTo(3);
            assertThat(next.get(2)).isEqualTo("e2");
            next.commit(1);
            consumer.reserveBurst(9).cancel();
        } else {
            Refusal.of(Reason.UNSUPPORTED_MODE, () -> consumer.reserveBurst(9));
            assertThat(consumer.dequeue()).isEqualTo("e0");
        }
        assertThat(ring.count()).isEqualTo(2);
        assertThat(consumer.dequeue()).isEqualTo("e1");
    }

    private void assertNothingIsKept() {
        assertThat(IntStream.range(0, ring.size()).mapToObj(ring.slots()::get)).containsOnlyNulls();
    }

    private static Object[] numbered(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(i -> "e" + i).toArray();
    }
}
