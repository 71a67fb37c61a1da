// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * Numbers in order through a ring.
 *
 * @param ring with one party on either side
 * @param rests what to do when nothing moves; a new one for each transfer
 */
public record Stream(Ring ring, Supplier<Rest> rests) {
    private static final int BURST = 32;

    /** One that looks again and again. */
    Stream(Ring ring) {
        this(ring, Patience::new);
    }

    /** Sends a sequence that no shift, loss or doubling leaves as it is; returns its checksum. */
    public String sendNumbers(int count) {
        Checksum checksum = new Checksum();
        try (Producer producer = ring.producer()) {
            Rest rest = rests.get();
            long[] values = new long[BURST];
            int sent = 0;
            while (sent < count) {
                int wanted = Math.min(1 + sent % BURST, count - sent);
                for (int k = 0; k < wanted; k++) {
                    values[k] = number(sent + k);
                }
                int moved = producer.enqueueBurst(values, 0, wanted);
                checksum.add(values, moved);
                sent += moved;
                rest.enqueued(moved);
            }
        }
        return checksum.text();
    }

    private static long number(int index) {
        return (index + 1L) * 0x9e37_79b9_7f4a_7c15L;
    }

    /** Receives so many; returns their checksum. */
    public String receiveNumbers(int count) {
        Checksum checksum = new Checksum();
        try (Consumer consumer = ring.consumer()) {
            Rest rest = rests.get();
            long[] values = new long[BURST];
            int received = 0;
            while (received < count) {
                int moved = consumer.dequeueBurst(values, 0, Math.min(BURST, count - received));
                checksum.add(values, moved);
                received += moved;
                rest.dequeued(moved);
            }
        }
        return checksum.text();
    }

    /** Hands so many on from one ring to another; returns their checksum. */
    public static String copy(Stream from, Stream to, int count) {
        Checksum checksum = new Checksum();
        try (Consumer consumer = from.ring.consumer();
                Producer producer = to.ring.producer()) {
            Rest taking = from.rests.get();
            Rest giving = to.rests.get();
            long[] values = new long[BURST];
            int copied = 0;
            while (copied < count) {
                int taken = consumer.dequeueBurst(values, 0, Math.min(BURST, count - copied));
                taking.dequeued(taken);
                for (int given = 0; given < taken; ) {
                    int moved = producer.enqueueBurst(values, given, taken - given);
                    given += moved;
                    giving.enqueued(moved);
                }
                checksum.add(values, taken);
                copied += taken;
            }
        }
        return checksum.text();
    }

    /** Sends a list, its length first. */
    void send(List<Long> values) {
        try (Producer producer = ring.producer()) {
            enqueue(producer, values.size());
            values.forEach(value -> enqueue(producer, value));
        }
    }

    private void enqueue(Producer producer, long value) {
        Rest rest = rests.get();
        while (!producer.enqueue(value)) {
            rest.enqueued(0);
        }
    }

    /** Receives what {@link #send} sends. */
    List<Long> receive() {
        List<Long> values = new ArrayList<>();
        try (Consumer consumer = ring.consumer()) {
            long count = dequeue(consumer);
            while (values.size() < count) {
                values.add(dequeue(consumer));
            }
        }
        return values;
    }

    private long dequeue(Consumer consumer) {
        Rest rest = rests.get();
        long[] value = new long[1];
        while (consumer.dequeueBurst(value, 0, 1) == 0) {
            rest.dequeued(0);
        }
        return value[0];
    }

    /** Over values in their order. */
    private static final class Checksum {
        private final CRC32C sum = new CRC32C();
        private final ByteBuffer bytes = ByteBuffer.allocate(BURST * Long.BYTES);
        private long count;

        void add(long[] values, int number) {
            bytes.clear().asLongBuffer().put(values, 0, number);
            sum.update(bytes.array(), 0, number * Long.BYTES);
            count += number;
        }

        String text() {
            return count + " elements, CRC " + Long.toHexString(sum.getValue());
        }
    }
}
