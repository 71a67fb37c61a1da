// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.region.AbiProfile;
import io.annulus.sync.HeadTailLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A ring of 8 slots between two guards whose indices somebody writes over, a role on each side of it, and what its memory
 * would be if the operation under attack had not happened. Each element in its table and each to be enqueued is another.
 */
final class Attacked {
    static final int SIZE = 8;
    static final int CAPACITY = SIZE - 1;
    static final long PRODUCER = RingLayout.producerOffset(AbiProfile.LINE_64);
    static final long CONSUMER = RingLayout.consumerOffset(AbiProfile.LINE_64);

    private static final long TABLE = RingLayout.tableOffset(AbiProfile.LINE_64);
    private static final long BYTES = TABLE + SIZE * Long.BYTES;
    private static final long GUARD = 1024;
    private static final long IN_TABLE = 1000;
    private static final long TO_ENQUEUE = 2000;
    private static final int MOST = 16;

    private final MemorySegment whole = Arena.ofAuto().allocate(GUARD + BYTES + GUARD, 64);
    private final MemorySegment expected = Arena.ofAuto().allocate(whole.byteSize(), 64);
    private final MemorySegment memory = whole.asSlice(GUARD, BYTES);
    private final RingSpec spec;
    private final List<IndexWord> words;
    private long[] values = {};
    private Ring ring;
    private Producer producer;
    private Consumer consumer;

    Attacked(SyncMode mode) {
        spec = RingSpec.ofEntries(SIZE).withProducers(mode).withConsumers(mode);
        words = IndexWord.of(mode);
        whole.fill((byte) 0x5a);
    }

    List<IndexWord> words() {
        return words;
    }

    IndexWord word(Purpose side, String name) {
        return words.stream()
                .filter(word -> word.side() == side && word.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    SyncMode mode() {
        return spec.producers();
    }

    /** A ring that has moved {@code start + 1} elements and holds {@code used}, and roles that remember the other side's tail. */
    void make(int start, int used) {
        ring = Ring.createRaw(memory, "attacked", spec, AbiProfile.LINE_64);
        startAt(start);
        producer = ring.producer();
        consumer = ring.consumer();
        producer.setPatience(Duration.ZERO);
        consumer.setPatience(Duration.ZERO);
        producer.enqueue(0L);
        consumer.dequeueOr(0L);
        producer.enqueueBulk(new long[CAPACITY], 0, used);
        for (int slot = 0; slot < SIZE; slot++) {
            memory.set(JAVA_LONG, slot(slot), IN_TABLE + slot);
        }
        expected.copyFrom(whole);
    }

    private void startAt(int position) {
        for (long word : HeadTailLayout.indexWords(mode().number())) {
            memory.set(JAVA_LONG, PRODUCER + word, HeadTailLayout.idleAt(position));
            memory.set(JAVA_LONG, CONSUMER + word, HeadTailLayout.idleAt(position));
        }
    }

    int load(long offset) {
        return memory.get(JAVA_INT, offset);
    }

    /** What the attacker does; it is not the operation's doing. */
    void overwrite(IndexWord word, int value) {
        for (int half = 0; half < word.halves(); half++) {
            long offset = word.offset() + (long) half * Integer.BYTES;
            memory.set(JAVA_INT, offset, value);
            expected.set(JAVA_INT, GUARD + offset, value);
        }
    }

    int run(Operation operation) {
        values = operation.side() == Purpose.PRODUCER
                ? LongStream.range(TO_ENQUEUE, TO_ENQUEUE + MOST).toArray()
                : LongStream.generate(() -> Operation.NOTHING).limit(MOST).toArray();
        return operation.run(producer, consumer, values);
    }

    /**
     * What an operation has copied, as far as its traces tell.
     *
     * @param first slot
     * @param count elements
     */
    record Copied(int first, int count) {}

    /** No access was outside the ring, none to another side's indices, and elements are those of the table. */
    Copied requireContained(Operation operation) {
        Copied copied = operation.side() == Purpose.PRODUCER ? enqueued() : dequeued();
        ownWordsMayDiffer(operation.side());
        assertThat(whole.mismatch(expected))
                .as("first byte written that is nobody's to write, from %d before the ring", GUARD)
                .isEqualTo(-1);
        return copied;
    }

    /** The operation has said that it did nothing. */
    void requireUntouched() {
        assertThat(whole.mismatch(expected)).as("first byte written").isEqualTo(-1);
    }

    // Slots that differ follow each other, and hold the values in their order.
    private Copied enqueued() {
        int first = 0;
        int count = 0;
        for (int slot = 0; slot < SIZE; slot++) {
            long found = memory.get(JAVA_LONG, slot(slot));
            if (found == IN_TABLE + slot) {
                continue;
            }
            long before = memory.get(JAVA_LONG, slot(slot - 1 & SIZE - 1));
            assertThat(found == TO_ENQUEUE || found == before + 1)
                    .as("element %d in slot %d follows %d", found, slot, before)
                    .isTrue();
            first = found == TO_ENQUEUE ? slot : first;
            count++;
            expected.set(JAVA_LONG, GUARD + slot(slot), found);
        }
        return new Copied(first, count);
    }

    // What came out lay in slots that follow each other.
    private Copied dequeued() {
        int first = (int) (values[0] - IN_TABLE);
        int count = 0;
        while (count < values.length && values[count] != Operation.NOTHING) {
            assertThat(values[count]).as("element %d", count).isEqualTo(IN_TABLE + (first + count & SIZE - 1));
            count++;
        }
        assertThat(LongStream.of(values).skip(count)).as("behind them").containsOnly(Operation.NOTHING);
        return new Copied(first, count);
    }

    private void ownWordsMayDiffer(Purpose side) {
        for (IndexWord word : words) {
            if (word.side() == side && word.halves() == 1 && !word.name().equals("distance")) {
                expected.set(JAVA_INT, GUARD + word.offset(), load(word.offset()));
            }
        }
    }

    /** The operation has moved its side by so many, and the side is idle again. */
    void requireAdvanced(Purpose side, int moved) {
        long base = offset(side);
        int at = expected.get(JAVA_INT, GUARD + base + HeadTailLayout.TAIL_OFFSET) + moved;
        assertThat(load(base + HeadTailLayout.TAIL_OFFSET)).as("tail").isEqualTo(at);
        assertThat(load(base + HeadTailLayout.headOffset(mode().number())))
                .as("head")
                .isEqualTo(at);
        if (mode() == SyncMode.MULTI_RTS) {
            assertThat(load(base + HeadTailLayout.RTS_HEAD_COUNT_OFFSET))
                    .as("operations begun and ended")
                    .isEqualTo(load(base + HeadTailLayout.RTS_TAIL_COUNT_OFFSET));
        }
    }

    static long slot(int number) {
        return TABLE + (long) number * Long.BYTES;
    }

    static long offset(Purpose side) {
        return side == Purpose.PRODUCER ? PRODUCER : CONSUMER;
    }

    /** Onlookers get numbers that can be, or the one error that says that these cannot. */
    void requireThatOnlookersAreSafe() {
        assertThat(ring.count()).isBetween(0, CAPACITY);
        assertThat(ring.freeCount()).isBetween(0, CAPACITY);
        assertThat(producer.freeAfter()).isBetween(0, CAPACITY);
        assertThat(consumer.availableAfter()).isBetween(0, CAPACITY);
        RingInfo info = ring.info();
        assertThat(info.used() + info.free()).isEqualTo(CAPACITY);
        List<String> said = new ArrayList<>();
        ring.stalls().forEach(stall -> said.add(stall.describe()));
        assertThat(said).hasSizeLessThanOrEqualTo(2).doesNotContain("");
    }

    /** Once the indices are set back, elements go through. */
    void requireThatAResetHeals() {
        producer.close();
        consumer.close();
        ring.reset();
        long[] some = LongStream.rangeClosed(1, CAPACITY).toArray();
        long[] got = new long[CAPACITY];
        try (Producer in = ring.producer();
                Consumer out = ring.consumer()) {
            for (int lap = 0; lap < 2; lap++) {
                assertThat(in.enqueueBulk(some, 0, CAPACITY)).isEqualTo(CAPACITY);
                assertThat(in.enqueue(9L)).isFalse();
                assertThat(out.dequeueBulk(got, 0, CAPACITY)).isEqualTo(CAPACITY);
                assertThat(got).isEqualTo(some);
                assertThat(out.dequeueOr(-1L)).isEqualTo(-1);
            }
        }
    }
}
