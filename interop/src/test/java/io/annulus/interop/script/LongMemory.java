// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.script;

import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Reservation;
import java.lang.foreign.MemorySegment;

/** In an array of {@code long}, from 1 on. */
final class LongMemory implements UserMemory {
    private static final int FROM = 1;

    private final int count;
    private final long[] values;

    LongMemory(int count) {
        this.count = count;
        this.values = new long[FROM + count + 1];
        MemorySegment.ofArray(values).fill(RUBBISH);
    }

    @Override
    public MemorySegment elements() {
        return MemorySegment.ofArray(values).asSlice(FROM * Long.BYTES);
    }

    @Override
    public int enqueueBulk(Producer producer) {
        return producer.enqueueBulk(values, FROM, count);
    }

    @Override
    public int enqueueBurst(Producer producer) {
        return producer.enqueueBurst(values, FROM, count);
    }

    @Override
    public int enqueueOne(Producer producer) {
        return producer.enqueue(values[FROM]) ? 1 : 0;
    }

    @Override
    public int dequeueBulk(Consumer consumer) {
        return consumer.dequeueBulk(values, FROM, count);
    }

    @Override
    public int dequeueBurst(Consumer consumer) {
        return consumer.dequeueBurst(values, FROM, count);
    }

    @Override
    public int dequeueOne(Consumer consumer) {
        int before = consumer.availableAfter();
        values[FROM] = consumer.dequeueOr(values[FROM]);
        return before - consumer.availableAfter();
    }

    @Override
    public void putInto(Reservation reservation) {
        reservation.put(0, values, FROM, count);
    }

    @Override
    public void getFrom(Reservation reservation) {
        reservation.get(0, values, FROM, reservation.count());
    }
}
