// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.Refusal;
import io.annulus.error.Reason;
import io.annulus.region.AbiProfile;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The methods for {@code long} and {@code int} elements do what those for any element do. */
final class OverloadsTest {

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void longsOneByOneInBulkAndInBursts(SyncMode mode) {
        Ring ring = ring(16, 8, mode);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            long[] in =
                    LongStream.range(0, 12).map(i -> i * 0x0123456789abcdefL).toArray();
            assertThat(producer.enqueue(in[0])).isTrue();
            assertThat(producer.enqueueBulk(in, 1, 3)).isEqualTo(3);
            assertThat(producer.enqueueBulk(in, 4, 8)).isEqualTo(8);
            assertThat(producer.enqueueBulk(in, 0, 4)).isZero();
            assertThat(producer.enqueueBurst(in, 0, 4)).isEqualTo(3);
            assertThat(producer.enqueue(1L)).isFalse();
            long[] out = new long[14];
            assertThat(consumer.dequeueOr(-1L)).isEqualTo(in[0]);
            assertThat(consumer.dequeueBulk(new long[15], 0, 15)).isZero();
            assertThat(consumer.dequeueBulk(out, 0, 11)).isEqualTo(11);
            assertThat(out).startsWith(Arrays.copyOfRange(in, 1, 12));
            assertThat(consumer.dequeueBurst(out, 11, 3)).isEqualTo(3);
            assertThat(out).endsWith(in[0], in[1], in[2]);
            assertThat(consumer.dequeueOr(-1L)).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void intsOneByOneInBulkAndInBursts(SyncMode mode) {
        Ring ring = ring(16, 4, mode);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            int[] in = IntStream.range(0, 12).map(i -> i * 0x01234567).toArray();
            assertThat(producer.enqueue(in[0])).isTrue();
            assertThat(producer.enqueueBulk(in, 1, 3)).isEqualTo(3);
            assertThat(producer.enqueueBulk(in, 4, 8)).isEqualTo(8);
            assertThat(producer.enqueueBurst(in, 0, 4)).isEqualTo(3);
            assertThat(producer.enqueue(1)).isFalse();
            int[] out = new int[14];
            assertThat(consumer.dequeueOr(-1)).isEqualTo(in[0]);
            assertThat(consumer.dequeueBulk(out, 0, 11)).isEqualTo(11);
            assertThat(out).startsWith(Arrays.copyOfRange(in, 1, 12));
            assertThat(consumer.dequeueBurst(out, 11, 3)).isEqualTo(3);
            assertThat(consumer.dequeueOr(-1)).isEqualTo(-1);
        }
    }

    /** Tried with the defect put back: with ints stored in pairs, as aligned 8-byte words, odd slots refuse them. */
    @Test
    void anyNumberOfIntsPassesThroughAnySlots() {
        int entries = 16;
        for (int slot = 0; slot < entries; slot++) {
            for (int count = 1; count < entries; count++) {
                Ring ring = ring(entries, Integer.BYTES, SyncMode.SINGLE);
                Start.at(ring, slot);
                try (Producer producer = ring.producer();
                        Consumer consumer = ring.consumer()) {
                    int[] in = IntStream.rangeClosed(1, count).toArray();
                    assertThat(producer.enqueueBulk(in, 0, count)).isEqualTo(count);
                    int[] out = new int[count];
                    assertThat(consumer.dequeueBulk(out, 0, count)).isEqualTo(count);
                    assertThat(out).as("%d from slot %d on", count, slot).isEqualTo(in);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void aRingOfOneElement(SyncMode mode) {
        for (RingSpec spec : new RingSpec[] {RingSpec.ofEntries(2), RingSpec.ofCapacity(1)}) {
            Ring ring = make(spec.withProducers(mode).withConsumers(mode));
            assertThat(ring.capacity()).isEqualTo(1);
            try (Producer producer = ring.producer();
                    Consumer consumer = ring.consumer()) {
                for (long i = 0; i < 5; i++) {
                    assertThat(producer.enqueue(i)).isTrue();
                    assertThat(producer.enqueue(i)).isFalse();
                    assertThat(consumer.dequeueOr(-1L)).isEqualTo(i);
                    assertThat(consumer.dequeueOr(-1L)).isEqualTo(-1);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void theWrongElementSizeIsRefusedAndNothingMoves(SyncMode mode) {
        Ring ring = ring(8, 16, mode);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            Refusal.of(Reason.ELEMENT_SIZE, () -> producer.enqueue(1L), "8 bytes", "16");
            Refusal.of(Reason.ELEMENT_SIZE, () -> producer.enqueue(1), "4 bytes", "16");
            Refusal.of(Reason.ELEMENT_SIZE, () -> producer.enqueueBulk(new long[2], 0, 2));
            Refusal.of(Reason.ELEMENT_SIZE, () -> producer.enqueueBurst(new int[2], 0, 2));
            Refusal.of(Reason.ELEMENT_SIZE, () -> consumer.dequeueOr(1L));
            Refusal.of(Reason.ELEMENT_SIZE, () -> consumer.dequeueOr(1));
            Refusal.of(Reason.ELEMENT_SIZE, () -> consumer.dequeueBulk(new int[2], 0, 2));
            Refusal.of(Reason.ELEMENT_SIZE, () -> consumer.dequeueBurst(new long[2], 0, 2));
            assertThat(ring.isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void aRangeOutsideTheArrayIsRefusedAndNothingMoves(SyncMode mode) {
        Ring ring = ring(8, 8, mode);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            long[] values = new long[4];
            producer.enqueueBulk(values, 0, 4);
            assertThatThrownBy(() -> producer.enqueueBurst(values, 1, 4)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> producer.enqueueBulk(values, -1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> consumer.dequeueBurst(values, 0, -1))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> consumer.dequeueBulk(values, 4, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(ring.count()).isEqualTo(4);
        }
    }

    private static Ring ring(int entries, int elementSize, SyncMode mode) {
        return make(RingSpec.ofEntries(entries)
                .withElementSize(elementSize)
                .withProducers(mode)
                .withConsumers(mode));
    }

    private static Ring make(RingSpec spec) {
        long bytes = RingLayout.memoryBytes(AbiProfile.LINE_64, spec.elementSize(), spec.size());
        return Ring.createRaw(Arena.ofAuto().allocate(bytes, 64), "overloads", spec, AbiProfile.LINE_64);
    }
}
