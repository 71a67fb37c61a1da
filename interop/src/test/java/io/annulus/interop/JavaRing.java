// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingInfo;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A ring in our own hands, through whichever overload is next: segments for every size, arrays and numbers for 4 and 8. */
final class JavaRing implements RingUser, AutoCloseable {
    private final Ring ring;
    private final Producer producer;
    private final Consumer consumer;
    private final Elements elements;
    private int operations;

    JavaRing(Ring ring) {
        this.ring = ring;
        this.producer = ring.producer();
        this.consumer = ring.consumer();
        this.elements = new Elements(ring.elementSize());
    }

    @Override
    public Sent enqueue(Way way, int count, long seed) {
        int moved = operations++ % 2 == 0 ? enqueueSegment(way, count, seed) : enqueueNumbers(way, count, seed);
        return new Sent(moved, producer.freeAfter());
    }

    private int enqueueNumbers(Way way, int count, long seed) {
        return switch (ring.elementSize()) {
            case Long.BYTES -> {
                long[] longs =
                        IntStream.range(0, count).mapToLong(k -> seed + k).toArray();
                yield count == 1
                        ? asCount(producer.enqueue(longs[0]))
                        : way == Way.BULK
                                ? producer.enqueueBulk(longs, 0, count)
                                : producer.enqueueBurst(longs, 0, count);
            }
            case Integer.BYTES -> {
                int[] ints =
                        IntStream.range(0, count).map(k -> (int) (seed + k)).toArray();
                yield count == 1
                        ? asCount(producer.enqueue(ints[0]))
                        : way == Way.BULK
                                ? producer.enqueueBulk(ints, 0, count)
                                : producer.enqueueBurst(ints, 0, count);
            }
            default -> enqueueSegment(way, count, seed);
        };
    }

    private int enqueueSegment(Way way, int count, long seed) {
        MemorySegment memory = elements.from(seed, count);
        return way == Way.BULK ? producer.enqueueBulk(memory, 0, count) : producer.enqueueBurst(memory, 0, count);
    }

    private static int asCount(boolean moved) {
        return moved ? 1 : 0;
    }

    @Override
    public Received dequeue(Way way, int count) {
        MemorySegment memory = elements.none(count);
        int moved = operations++ % 2 == 0 ? dequeueSegment(way, count, memory) : dequeueNumbers(way, count, memory);
        List<Long> values = new ArrayList<>();
        for (int k = 0; k < moved; k++) {
            values.add(elements.value(memory, k));
        }
        return new Received(values, consumer.availableAfter());
    }

    private int dequeueNumbers(Way way, int count, MemorySegment memory) {
        return switch (ring.elementSize()) {
            case Long.BYTES -> {
                long[] longs = new long[count];
                int moved = way == Way.BULK
                        ? consumer.dequeueBulk(longs, 0, count)
                        : consumer.dequeueBurst(longs, 0, count);
                MemorySegment.copy(longs, 0, memory, ValueLayout.JAVA_LONG_UNALIGNED, 0, moved);
                yield moved;
            }
            case Integer.BYTES -> {
                int[] ints = new int[count];
                int moved =
                        way == Way.BULK ? consumer.dequeueBulk(ints, 0, count) : consumer.dequeueBurst(ints, 0, count);
                MemorySegment.copy(ints, 0, memory, ValueLayout.JAVA_INT_UNALIGNED, 0, moved);
                yield moved;
            }
            default -> dequeueSegment(way, count, memory);
        };
    }

    private int dequeueSegment(Way way, int count, MemorySegment memory) {
        return way == Way.BULK ? consumer.dequeueBulk(memory, 0, count) : consumer.dequeueBurst(memory, 0, count);
    }

    @Override
    public Standing standing() {
        RingInfo info = ring.info();
        assertThat(info.used()).isEqualTo(ring.count());
        assertThat(info.free()).isEqualTo(ring.freeCount());
        return new Standing(
                info.producers().head(),
                info.producers().tail(),
                info.consumers().head(),
                info.consumers().tail(),
                ring.count(),
                ring.freeCount());
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
