// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.Refusal;
import io.annulus.error.Reason;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a reservation promises, in both modes that have one, whatever the element size, sizing, memory and indices.
 *
 * <p>Tried with the defect put back: with a SINGLE side's end of a reservation counted from the head in memory, with HTS
 * sides worked on as MULTI, and with a commit of fewer that shows all, it fails wherever something was reserved.
 */
@ParameterizedClass
@MethodSource("shapes")
final class ReservationTest {
    private static final int CAPACITY = 7;

    private final Shape shape;
    private Source.Made made;
    private Ring ring;
    private Producer producer;
    private Consumer consumer;

    ReservationTest(Shape shape) {
        this.shape = shape;
    }

    static Stream<Shape> shapes() {
        List<SyncMode> holdable = List.of(SyncMode.SINGLE, SyncMode.MULTI_HTS);
        return Shape.all().filter(s -> holdable.contains(s.producers()) && holdable.contains(s.consumers()));
    }

    @BeforeEach
    void make() {
        made = shape.source().make(shape.spec());
        ring = made.ring();
        Start.at(ring, shape.start());
        producer = ring.producer();
        consumer = ring.consumer();
    }

    @AfterEach
    void unmake() {
        producer.close();
        consumer.close();
        made.close().run();
    }

    @Test
    void slotsAreFilledInPlaceAndShownByTheCommit() {
        Reservation room = producer.reserveBulk(5);
        assertThat(room.count()).isEqualTo(5);
        assertThat(ring.count()).isZero();
        assertThat(producer.freeAfter()).isEqualTo(2);
        assertIndices(5, 0, 0, 0);
        put(room, 0, 0, 5);
        assertThat(takeAll()).isZero();
        room.commit();
        assertIndices(5, 5, 0, 0);
        assertTaken(0, 5);
    }

    @Test
    void elementsAreLookedAtInPlaceAndTakenByTheCommit() {
        enqueue(0, 6);
        Reservation next = consumer.reserveBulk(4);
        assertThat(next.count()).isEqualTo(4);
        assertThat(ring.count()).isEqualTo(6);
        assertThat(producer.freeAfter()).isEqualTo(1);
        assertThat(consumer.availableAfter()).isEqualTo(2);
        assertIndices(6, 6, 4, 0);
        assertHolds(next, 0, 4);
        next.commit();
        assertIndices(6, 6, 4, 4);
        assertTaken(4, 2);
    }

    @Test
    void committingFewerEnqueuesTheFirstAndLetsGoOfTheRest() {
        Reservation room = producer.reserveBurst(CAPACITY);
        put(room, 0, 0, CAPACITY);
        room.commit(3);
        assertIndices(3, 3, 0, 0);
        assertThat(producer.freeAfter()).isEqualTo(4);
        enqueue(3, 2);
        assertTaken(0, 5);
    }

    @Test
    void committingFewerDequeuesTheFirstAndLeavesTheRest() {
        enqueue(0, 5);
        consumer.reserveBurst(4).commit(1);
        assertIndices(5, 5, 1, 1);
        assertTaken(1, 4);
    }

    @Test
    void cancellingLeavesEverythingAsItWas() {
        enqueue(0, 3);
        Reservation room = producer.reserveBulk(4);
        put(room, 0, 77, 4);
        room.cancel();
        Reservation next = consumer.reserveBulk(3);
        next.cancel();
        producer.reserveBulk(4).commit(0);
        assertIndices(3, 3, 0, 0);
        enqueue(3, 4);
        assertTaken(0, 7);
    }

    @Test
    void bulkReservesAllOrNothingAndBurstWhatThereIs() {
        enqueue(0, 5);
        assertThat(producer.reserveBulk(3).count()).isZero();
        assertThat(consumer.reserveBulk(6).count()).isZero();
        assertThat(producer.reserveBulk(CAPACITY + 1).count()).isZero();
        assertThat(producer.reserveBulk(0).count()).isZero();
        assertThat(consumer.reserveBurst(0).count()).isZero();
        assertIndices(5, 5, 0, 0);
        Reservation room = producer.reserveBurst(3);
        assertThat(room.count()).isEqualTo(2);
        room.cancel();
        Reservation next = consumer.reserveBurst(99);
        assertThat(next.count()).isEqualTo(5);
        next.cancel();
        assertTaken(0, 5);
    }

    @Test
    void nothingReservedNeedsNoEnd() {
        Reservation none = consumer.reserveBurst(3);
        none.commit();
        none.cancel();
        none.close();
        Refusal.of(Reason.NO_RESERVATION, none::first, "nothing was reserved");
        enqueue(0, 1);
        assertThat(consumer.reserveBurst(3).count()).isEqualTo(1);
    }

    @Test
    void wrappingRoundTheTableMakesTwoExactSegments() {
        for (int before = 0; before < 8; before++) {
            Start.at(ring, before);
            Reservation room = producer.reserveBulk(5);
            int first = Math.min(5, 8 - before);
            assertThat(room.firstCount()).isEqualTo(first);
            assertThat(room.first().byteSize()).isEqualTo((long) first * shape.elementSize());
            assertThat(room.second().byteSize()).isEqualTo((long) (5 - first) * shape.elementSize());
            fill(room.first(), 0);
            fill(room.second(), first);
            room.commit();
            Reservation next = consumer.reserveBulk(5);
            assertThat(next.firstCount()).isEqualTo(first);
            assertFilled(next.first(), 0);
            assertFilled(next.second(), first);
            next.commit();
        }
    }

    @Test
    void anElementCanBeCopiedFromAnywhereInIt() {
        Reservation room = producer.reserveBulk(6);
        put(room, 4, 4, 2);
        put(room, 0, 0, 4);
        room.commit();
        Reservation next = consumer.reserveBulk(6);
        Elements some = new Elements(shape.elementSize(), 3);
        next.get(2, some.memory(), some.at(0), 3);
        some.assertNumbered(0, 2, 3);
    }

    @Test
    void theOtherSideGoesOnMeanwhile() {
        enqueue(0, 2);
        Reservation room = producer.reserveBulk(3);
        Elements one = new Elements(shape.elementSize(), 1);
        assertThat(consumer.dequeue(one.memory(), one.at(0))).isTrue();
        one.assertNumbered(0, 0, 1);
        put(room, 0, 2, 3);
        room.commit();
        assertTaken(1, 4);
    }

    @Test
    void afterItsEndItRefusesEverything() {
        Reservation room = producer.reserveBulk(2);
        put(room, 0, 0, 2);
        room.commit();
        Elements some = new Elements(shape.elementSize(), 2);
        Refusal.of(Reason.NO_RESERVATION, room::commit, "has ended", "anew");
        Refusal.of(Reason.NO_RESERVATION, room::cancel);
        Refusal.of(Reason.NO_RESERVATION, room::first);
        Refusal.of(Reason.NO_RESERVATION, room::second);
        Refusal.of(Reason.NO_RESERVATION, room::firstCount);
        Refusal.of(Reason.NO_RESERVATION, () -> room.getLong(0));
        Refusal.of(Reason.NO_RESERVATION, () -> room.getInt(0));
        Refusal.of(Reason.NO_RESERVATION, () -> room.setLong(0, 1));
        Refusal.of(Reason.NO_RESERVATION, () -> room.setInt(0, 1));
        Refusal.of(Reason.NO_RESERVATION, () -> room.get(0, some.memory(), some.at(0), 1));
        Refusal.of(Reason.NO_RESERVATION, () -> room.put(0, some.memory(), some.at(0), 1));
        Refusal.of(Reason.NO_RESERVATION, () -> room.get(0, new long[1], 0, 1));
        Refusal.of(Reason.NO_RESERVATION, () -> room.put(0, new int[1], 0, 1));
        room.close();
        assertIndices(2, 2, 0, 0);
        assertThat(room.count()).isEqualTo(2);
    }

    @Test
    void untilItsEndTheRoleDoesNothingElse() {
        enqueue(0, 2);
        Reservation room = producer.reserveBulk(2);
        Reservation next = consumer.reserveBulk(2);
        Elements some = new Elements(shape.elementSize(), 2);
        Refusal.of(Reason.RESERVATION_OPEN, () -> producer.enqueue(some.memory(), some.at(0)), "producer", "2");
        Refusal.of(Reason.RESERVATION_OPEN, () -> producer.enqueueBurst(some.memory(), some.at(0), 1));
        Refusal.of(Reason.RESERVATION_OPEN, () -> producer.reserveBulk(1), "Commit or cancel");
        Refusal.of(Reason.RESERVATION_OPEN, () -> consumer.dequeue(some.memory(), some.at(0)), "consumer");
        Refusal.of(Reason.RESERVATION_OPEN, () -> consumer.reserveBurst(1));
        room.cancel();
        next.cancel();
        enqueue(2, 1);
        assertTaken(0, 3);
    }

    @Test
    void closingTheRoleCancelsIt() {
        enqueue(0, 3);
        Reservation room = producer.reserveBulk(2);
        Reservation next = consumer.reserveBulk(3);
        producer.close();
        consumer.close();
        assertIndices(3, 3, 0, 0);
        Refusal.of(Reason.NO_RESERVATION, room::commit);
        Refusal.of(Reason.NO_RESERVATION, next::commit);
        Refusal.of(Reason.CLOSED, () -> producer.reserveBulk(1));
        producer = ring.producer();
        consumer = ring.consumer();
        assertTaken(0, 3);
    }

    @Test
    void leavingItsBlockWithoutACommitCancelsIt() {
        enqueue(0, 2);
        assertThatThrownBy(() -> {
                    try (Reservation next = consumer.reserveBulk(2)) {
                        throw new IllegalStateException("handler failed on " + next.count());
                    }
                })
                .hasMessage("handler failed on 2");
        assertTaken(0, 2);
    }

    @Test
    void argumentsAreCheckedBeforeAnythingHappens() {
        enqueue(0, 2);
        assertThatThrownBy(() -> producer.reserveBulk(-1)).isInstanceOf(IllegalArgumentException.class);
        assertIndices(2, 2, 0, 0);
        Reservation room = producer.reserveBulk(3);
        Elements some = new Elements(shape.elementSize(), 3);
        assertThatThrownBy(() -> room.commit(4)).hasMessageContaining("expected 0 to 3, found 4");
        assertThatThrownBy(() -> room.commit(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> room.put(1, some.memory(), some.at(0), 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> room.put(0, some.memory(), some.at(1), 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> room.get(-1, some.memory(), some.at(0), 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        Reservation next = consumer.reserveBulk(2);
        assertThatThrownBy(() -> next.put(0, some.memory(), some.at(0), 1))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(next.first().isReadOnly()).isTrue();
        assertIndices(5, 2, 2, 0);
    }

    @Test
    void numbersAreForElementsOfTheirSize() {
        Reservation room = producer.reserveBulk(2);
        if (shape.elementSize() == Long.BYTES) {
            room.setLong(0, 5);
            room.put(1, new long[] {0, 6}, 1, 1);
            Refusal.of(Reason.ELEMENT_SIZE, () -> room.setInt(0, 1));
            room.commit();
            Reservation next = consumer.reserveBulk(2);
            long[] values = new long[2];
            next.get(0, values, 0, 2);
            assertThat(values).containsExactly(5, 6);
            assertThat(next.getLong(1)).isEqualTo(6);
            assertThatThrownBy(() -> next.setLong(0, 1)).isInstanceOf(UnsupportedOperationException.class);
        } else if (shape.elementSize() == Integer.BYTES) {
            room.setInt(0, 5);
            room.put(1, new int[] {0, 6}, 1, 1);
            Refusal.of(Reason.ELEMENT_SIZE, () -> room.setLong(0, 1));
            room.commit();
            Reservation next = consumer.reserveBulk(2);
            int[] values = new int[2];
            next.get(0, values, 0, 2);
            assertThat(values).containsExactly(5, 6);
            assertThat(next.getInt(1)).isEqualTo(6);
            assertThatThrownBy(() -> next.setInt(0, 1)).isInstanceOf(UnsupportedOperationException.class);
        } else {
            Refusal.of(Reason.ELEMENT_SIZE, () -> room.getLong(0));
            Refusal.of(Reason.ELEMENT_SIZE, () -> room.getInt(0));
        }
    }

    private void put(Reservation room, int index, int first, int count) {
        Elements elements = Elements.numbered(shape.elementSize(), first, count);
        room.put(index, elements.memory(), elements.at(0), count);
    }

    private void enqueue(int first, int count) {
        Elements elements = Elements.numbered(shape.elementSize(), first, count);
        assertThat(producer.enqueueBulk(elements.memory(), elements.at(0), count))
                .isEqualTo(count);
    }

    private void assertHolds(Reservation next, int first, int count) {
        Elements out = new Elements(shape.elementSize(), count);
        next.get(0, out.memory(), out.at(0), count);
        out.assertNumbered(0, first, count);
    }

    private void fill(MemorySegment segment, int from) {
        for (long word = 0; word < segment.byteSize() / 4; word++) {
            segment.setAtIndex(JAVA_INT_UNALIGNED, word, from * 1000 + (int) word);
        }
    }

    private void assertFilled(MemorySegment segment, int from) {
        for (long word = 0; word < segment.byteSize() / 4; word++) {
            assertThat(segment.getAtIndex(JAVA_INT_UNALIGNED, word)).isEqualTo(from * 1000 + (int) word);
        }
    }

    private int takeAll() {
        Elements out = new Elements(shape.elementSize(), CAPACITY);
        return consumer.dequeueBurst(out.memory(), out.at(0), CAPACITY);
    }

    private void assertTaken(int first, int count) {
        Elements out = new Elements(shape.elementSize(), CAPACITY);
        assertThat(consumer.dequeueBurst(out.memory(), out.at(0), CAPACITY)).isEqualTo(count);
        out.assertNumbered(0, first, count);
    }

    private void assertIndices(int producerHead, int producerTail, int consumerHead, int consumerTail) {
        RingInfo info = ring.info();
        assertThat(List.of(
                        info.producers().head() - shape.start(),
                        info.producers().tail() - shape.start(),
                        info.consumers().head() - shape.start(),
                        info.consumers().tail() - shape.start()))
                .containsExactly(producerHead, producerTail, consumerHead, consumerTail);
    }
}
