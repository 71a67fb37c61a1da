// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.region.AbiProfile;
import io.annulus.sync.HeadTailLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A role that slept while others worked on its side keeps an opposite tail that is out of date: by a lap of the table, by
 * half the range of an index, by a little more than the whole range. It must not be taken in by it.
 *
 * <p>Tried with the defect put back: without the condition {@code head == leftAt} in {@code SideSync.knowsRoom} these tests
 * fail, by overwriting unread elements, by returning old ones, and by refusing what there is.
 */
class StaleCacheTest {
    private static final AbiProfile PROFILE = AbiProfile.host();
    private static final long PRODUCER = RingLayout.producerOffset(PROFILE);
    private static final long CONSUMER = RingLayout.consumerOffset(PROFILE);
    private static final long TABLE = RingLayout.tableOffset(PROFILE);
    private static final int SIZE = 8;
    private static final int CAPACITY = SIZE - 1;
    private static final int HALF_RANGE = 1 << 31;
    private static final long NONE = -1;

    private final MemorySegment memory = Arena.ofAuto().allocate(1024, 64);

    static Stream<Arguments> modesAndDistances() {
        return Stream.of(SyncMode.values())
                // The last two are 2^32 + 4 and 2^32 + 1: the difference to the old tail looks as it did before.
                .flatMap(mode -> Stream.of(SIZE, HALF_RANGE, HALF_RANGE - SIZE, HALF_RANGE + SIZE, 4, 1)
                        .map(distance -> Arguments.of(mode, distance)));
    }

    @ParameterizedTest
    @MethodSource("modesAndDistances")
    void aProducerThatSleptOverwritesNothingInAFullRing(SyncMode mode, int distance) {
        Ring ring = ring(mode);
        try (Producer producer = ring.producer()) {
            assertThat(producer.enqueue(0L)).isTrue();
            int end = 1 + distance;
            long[] unread = othersHaveLeft(end - CAPACITY, end);

            assertThat(producer.enqueue(99L)).isFalse();
            assertThat(producer.enqueueBurst(new long[] {97, 98}, 0, 2)).isZero();

            assertThat(elements(end - CAPACITY, end)).isEqualTo(unread);
            assertThat(index(PRODUCER)).isEqualTo(end);
        }
    }

    @ParameterizedTest
    @MethodSource("modesAndDistances")
    void aProducerThatSleptUsesExactlyTheRoomThereIs(SyncMode mode, int distance) {
        Ring ring = ring(mode);
        try (Producer producer = ring.producer()) {
            assertThat(producer.enqueue(0L)).isTrue();
            int end = 1 + distance;
            int used = CAPACITY - 2;
            long[] unread = othersHaveLeft(end - used, end);

            assertThat(producer.enqueueBurst(new long[] {97, 98, 99}, 0, 3)).isEqualTo(2);

            assertThat(elements(end - used, end)).isEqualTo(unread);
            assertThat(elements(end, end + 2)).containsExactly(97, 98);
        }
    }

    @ParameterizedTest
    @MethodSource("modesAndDistances")
    void aConsumerThatSleptFindsNothingInAnEmptyRing(SyncMode mode, int distance) {
        Ring ring = ring(mode);
        try (Consumer consumer = consumerThatSawThree(ring)) {
            int end = 1 + distance;
            othersHaveLeft(end, end);

            assertThat(consumer.dequeueOr(NONE)).isEqualTo(NONE);
            assertThat(consumer.dequeueBurst(new long[2], 0, 2)).isZero();

            assertThat(index(CONSUMER)).isEqualTo(end);
        }
    }

    @ParameterizedTest
    @MethodSource("modesAndDistances")
    void aConsumerThatSleptGetsExactlyWhatThereIs(SyncMode mode, int distance) {
        Ring ring = ring(mode);
        try (Consumer consumer = consumerThatSawThree(ring)) {
            int end = 1 + distance;
            long[] unread = othersHaveLeft(end - 2, end);

            long[] got = new long[3];
            assertThat(consumer.dequeueBurst(got, 0, 3)).isEqualTo(2);

            assertThat(Arrays.copyOf(got, 2)).isEqualTo(unread);
        }
    }

    private Ring ring(SyncMode mode) {
        RingSpec spec = RingSpec.ofEntries(SIZE).withProducers(mode).withConsumers(mode);
        return Ring.createRaw(memory, "stale", spec, PROFILE);
    }

    private static Consumer consumerThatSawThree(Ring ring) {
        try (Producer producer = ring.producer()) {
            assertThat(producer.enqueueBulk(new long[] {0, 1, 2}, 0, 3)).isEqualTo(3);
        }
        Consumer consumer = ring.consumer();
        assertThat(consumer.dequeueOr(NONE)).isZero();
        return consumer;
    }

    /** As if others had moved on, and left the elements from {@code first} on unread. */
    private long[] othersHaveLeft(int first, int end) {
        for (int position = first; position != end; position++) {
            memory.set(ValueLayout.JAVA_LONG, slot(position), 1000 + (position & 63));
        }
        set(CONSUMER, first);
        set(PRODUCER, end);
        return elements(first, end);
    }

    private long[] elements(int first, int end) {
        return LongStream.range(0, end - first)
                .map(i -> memory.get(ValueLayout.JAVA_LONG, slot(first + (int) i)))
                .toArray();
    }

    private static long slot(int position) {
        return TABLE + (long) (position & (SIZE - 1)) * Long.BYTES;
    }

    private void set(long side, int position) {
        for (long word : HeadTailLayout.indexWords(syncType(side))) {
            memory.set(ValueLayout.JAVA_LONG, side + word, HeadTailLayout.idleAt(position));
        }
    }

    private int index(long side) {
        int head = memory.get(ValueLayout.JAVA_INT, side + HeadTailLayout.headOffset(syncType(side)));
        assertThat(memory.get(ValueLayout.JAVA_INT, side + HeadTailLayout.TAIL_OFFSET))
                .isEqualTo(head);
        return head;
    }

    private int syncType(long side) {
        return memory.get(ValueLayout.JAVA_INT, side + HeadTailLayout.SYNC_TYPE_OFFSET);
    }
}
