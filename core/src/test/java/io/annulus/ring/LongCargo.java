// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;

/** 8-byte elements moved through the methods for {@code long}: DPDK's rings of pointers. */
final class LongCargo implements Cargo {
    private static final long NOTHING = -1;

    private final long[] sent;
    private final long[] arrived;

    LongCargo(int most) {
        sent = IntStream.range(0, most).mapToLong(i -> i * 0x0123456789abcdefL).toArray();
        arrived = new long[most];
        clear();
    }

    @Override
    public boolean enqueueOne(Producer producer, int at) {
        return producer.enqueue(sent[at]);
    }

    @Override
    public int enqueueBulk(Producer producer, int from, int count) {
        return producer.enqueueBulk(sent, from, count);
    }

    @Override
    public int enqueueBurst(Producer producer, int from, int count) {
        return producer.enqueueBurst(sent, from, count);
    }

    @Override
    public void fill(Reservation room, int from) {
        for (int i = 0; i < room.count(); i++) {
            room.setLong(i, sent[from + i]);
        }
    }

    @Override
    public boolean dequeueOne(Consumer consumer, int at) {
        arrived[at] = consumer.dequeueOr(NOTHING);
        return arrived[at] != NOTHING;
    }

    @Override
    public int dequeueBulk(Consumer consumer, int from, int count) {
        return consumer.dequeueBulk(arrived, from, count);
    }

    @Override
    public int dequeueBurst(Consumer consumer, int from, int count) {
        return consumer.dequeueBurst(arrived, from, count);
    }

    @Override
    public void copyOut(Reservation next, int from) {
        for (int i = 0; i < next.count(); i++) {
            arrived[from + i] = next.getLong(i);
        }
    }

    @Override
    public void requireArrived(int count) {
        int differs = Arrays.mismatch(sent, 0, count, arrived, 0, count);
        assertThat(differs).as("first element that is not the one sent").isEqualTo(-1);
        assertThat(Arrays.stream(arrived).skip(count)).as("behind the last").allMatch(value -> value == NOTHING);
    }

    @Override
    public void clear() {
        Arrays.fill(arrived, NOTHING);
    }
}
