// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.memory.Probe;
import io.annulus.region.AbiProfile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * In front of any one access that an operation makes, the other side does all it can: producers fill the ring, or consumers
 * empty it. Still every element that went in comes out once, whole and in order: no slot is read before its element is
 * there, shown before, or used again before it was read. (The other side at work within, and no third party: what the
 * threads of one side can do to each other is for Lincheck.)
 *
 * <p>Tried with the defect put back: with the tail stored before the copy, in dequeues and in enqueues, and with a slot
 * read before the other side's tail, it fails in each mode: elements are another's, old, or missing.
 */
class OtherSideInBetweenTest {
    private static final int SIZE = 8;
    private static final int CAPACITY = SIZE - 1;
    /** More than a lap, so that no slot holds what is expected in it, and operations reach over the end of the table. */
    private static final int BEFORE = SIZE + 5;

    private static final long OLD = -2;

    private static final int MOST = 16;

    private final MemorySegment memory = Arena.ofAuto().allocate(1024, 64);
    private final List<Long> out = new ArrayList<>();
    private Producer producer;
    private Consumer consumer;
    private long next;

    @AfterEach
    void nobodyLooksOn() {
        Probe.set(null);
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void producersThatFillTheRingWithinADequeueTouchNothingUnread(SyncMode mode) {
        tryAll(mode, Purpose.CONSUMER, this::fill);
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void consumersThatEmptyTheRingWithinAnEnqueueGetNothingUnwritten(SyncMode mode) {
        tryAll(mode, Purpose.PRODUCER, this::drain);
    }

    private void tryAll(SyncMode mode, Purpose side, Runnable others) {
        for (Operation operation : Operation.values()) {
            if (operation.side() == side && operation.isFor(mode)) {
                for (int used = 0; used <= CAPACITY; used++) {
                    int accesses = attempt(mode, operation, used, 0, others);
                    assertThat(accesses).as("accesses of %s", operation).isPositive();
                    for (int at = 1; at <= accesses; at++) {
                        attempt(mode, operation, used, at, others);
                    }
                }
            }
        }
    }

    /** With the others at work in front of the access of that number; 0 is in front of none. Returns how many there were. */
    private int attempt(SyncMode mode, Operation operation, int used, int at, Runnable others) {
        make(mode, used);
        boolean enqueues = operation.side() == Purpose.PRODUCER;
        long[] values = LongStream.range(next, next + MOST)
                .map(value -> enqueues ? value : Operation.NOTHING)
                .toArray();
        int[] steps = new int[1];
        Probe.set(step -> {
            if (++steps[0] == at) {
                Probe.set(null);
                others.run();
            }
        });
        int moved = operation.run(producer, consumer, values);
        int accesses = steps[0];
        Probe.set(null);
        String how = mode + ", " + operation + " with " + used + " elements, others in front of access " + at;
        if (enqueues) {
            next += moved;
        } else {
            // Also those that were only looked at.
            long[] seen = LongStream.of(values)
                    .takeWhile(value -> value != Operation.NOTHING)
                    .toArray();
            assertThat(seen).as(how).isEqualTo(numbers(seen.length)).hasSizeGreaterThanOrEqualTo(moved);
            LongStream.of(values).limit(moved).forEach(out::add);
        }
        drain();
        assertThat(out).as(how).isEqualTo(LongStream.range(0, next).boxed().toList());
        return accesses;
    }

    private void make(SyncMode mode, int used) {
        Ring ring = Ring.createRaw(
                memory, "between", RingSpec.ofEntries(SIZE).withProducers(mode).withConsumers(mode), AbiProfile.host());
        producer = ring.producer();
        consumer = ring.consumer();
        for (int i = 0; i < BEFORE; i++) {
            assertThat(producer.enqueue(OLD)).isTrue();
            assertThat(consumer.dequeueOr(Operation.NOTHING)).isEqualTo(OLD);
        }
        out.clear();
        next = 0;
        assertThat(producer.enqueueBulk(numbers(used), 0, used)).isEqualTo(used);
        next = used;
    }

    private static long[] numbers(int count) {
        return LongStream.range(0, count).toArray();
    }

    private void fill() {
        while (producer.enqueue(next)) {
            next++;
        }
    }

    private void drain() {
        for (long value = consumer.dequeueOr(Operation.NOTHING);
                value != Operation.NOTHING;
                value = consumer.dequeueOr(Operation.NOTHING)) {
            out.add(value);
        }
    }
}
