// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.Refusal;
import io.annulus.error.Reason;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reservations of references: what is not committed was never there, and nothing is kept alive by it. */
final class ObjectReservationTest {

    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            names = {"SINGLE", "MULTI_HTS"})
    void whatIsNotCommittedIsLetGo(SyncMode mode) {
        ObjectRing<String> ring = ring(mode);
        try (ObjectProducer<String> producer = ring.producer()) {
            ObjectReservation<String> room = producer.reserveBulk(3);
            room.set(0, "a");
            room.set(1, "b");
            room.set(2, "c");
            room.commit(1);
            assertKept(ring, 1);
            producer.reserveBulk(2).set(1, "d");
        }
        assertKept(ring, 1);
        try (ObjectConsumer<String> consumer = ring.consumer()) {
            assertThat(consumer.dequeue()).isEqualTo("a");
            assertThat(consumer.dequeue()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            names = {"SINGLE", "MULTI_HTS"})
    void aSlotThatWasNotFilledIsNotCommitted(SyncMode mode) {
        ObjectRing<String> ring = ring(mode);
        try (ObjectProducer<String> producer = ring.producer();
                ObjectConsumer<String> consumer = ring.consumer()) {
            ObjectReservation<String> room = producer.reserveBulk(3);
            room.set(0, "a");
            room.set(2, "c");
            assertThatThrownBy(room::commit)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("slot 1 of 3");
            room.commit(1);
            assertThat(consumer.dequeue()).isEqualTo("a");
            assertThat(ring.isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            names = {"SINGLE", "MULTI_HTS"})
    void whatCannotBeDoneWithItIsRefused(SyncMode mode) {
        ObjectRing<String> ring = ring(mode);
        try (ObjectProducer<String> producer = ring.producer();
                ObjectConsumer<String> consumer = ring.consumer()) {
            ObjectReservation<String> room = producer.reserveBurst(2);
            assertThatThrownBy(() -> room.set(0, null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> room.set(2, "x")).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> room.commit(3)).isInstanceOf(IllegalArgumentException.class);
            Refusal.of(Reason.RESERVATION_OPEN, () -> producer.enqueue("x"));
            room.set(0, "a");
            room.commit(1);
            Refusal.of(Reason.NO_RESERVATION, () -> room.get(0));
            Refusal.of(Reason.NO_RESERVATION, room::cancel);
            ObjectReservation<String> next = consumer.reserveBulk(1);
            assertThatThrownBy(() -> next.set(0, "x")).isInstanceOf(UnsupportedOperationException.class);
            Refusal.of(Reason.RESERVATION_OPEN, consumer::peek);
            next.cancel();
            assertThat(consumer.peek()).isEqualTo("a");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            names = {"MULTI_HTS"})
    void theOthersOnItsSideGiveUpInTime(SyncMode mode) {
        ObjectRing<String> ring = ring(mode);
        try (ObjectProducer<String> first = ring.producer();
                ObjectProducer<String> second = ring.producer()) {
            second.setPatience(Duration.ofMillis(5));
            ObjectReservation<String> room = first.reserveBulk(1);
            Refusal.of(Reason.STALLED, () -> second.enqueue("x"), "another thread of this process");
            assertThat(second.stallCount()).isEqualTo(1);
            room.cancel();
            assertThat(second.enqueue("x")).isTrue();
        }
    }

    private static ObjectRing<String> ring(SyncMode mode) {
        return ObjectRing.create(RingSpec.ofEntries(4).withProducers(mode).withConsumers(mode));
    }

    private static void assertKept(ObjectRing<String> ring, int number) {
        assertThat(IntStream.range(0, ring.size()).mapToObj(ring.slots()::get).filter(o -> o != null))
                .hasSize(number);
    }
}
