// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;

/**
 * The timed loops. A refused call is followed by pauses, as in C. Each loop is a method of its own that is called again
 * and again, so that what is measured is ordinary compiled code and not code entered in the middle of a loop.
 */
final class Traffic {
    /** Calls in one run of a loop. */
    static final int CHUNK = 1024;

    private final long[] values;
    private final int pauses;

    Traffic(int count, int pauses) {
        this.values = new long[count];
        this.pauses = pauses;
    }

    void send(Producer producer, int calls) {
        for (int i = 0; i < calls; i++) {
            while (producer.enqueueBulk(values, 0, values.length) == 0) {
                pause();
            }
        }
    }

    void receive(Consumer consumer, int calls) {
        for (int i = 0; i < calls; i++) {
            while (consumer.dequeueBulk(values, 0, values.length) == 0) {
                pause();
            }
        }
    }

    void sendOne(Producer producer, int calls) {
        long value = values[0];
        for (int i = 0; i < calls; i++) {
            while (!producer.enqueue(value)) {
                pause();
            }
        }
    }

    void receiveOne(Consumer consumer, int calls) {
        long value = 0;
        for (int i = 0; i < calls; i++) {
            while ((value = consumer.dequeueOr(-1L)) == -1) {
                pause();
            }
        }
        values[0] = value;
    }

    /** Enqueues from here and dequeues into the other, in turn. */
    void alternate(Producer producer, Consumer consumer, Traffic into, int calls) {
        for (int i = 0; i < calls; i++) {
            while (producer.enqueueBulk(values, 0, values.length) == 0) {
                pause();
            }
            while (consumer.dequeueBulk(into.values, 0, into.values.length) == 0) {
                pause();
            }
        }
    }

    void alternateOne(Producer producer, Consumer consumer, Traffic into, int calls) {
        long value = values[0];
        long received = 0;
        for (int i = 0; i < calls; i++) {
            while (!producer.enqueue(value)) {
                pause();
            }
            while ((received = consumer.dequeueOr(-1L)) == -1) {
                pause();
            }
        }
        into.values[0] = received;
    }

    private void pause() {
        for (int i = 0; i < pauses; i++) {
            Thread.onSpinWait();
        }
    }

    /** Sets the values to count up from a number. */
    void numberFrom(long first) {
        for (int k = 0; k < values.length; k++) {
            values[k] = first + k;
        }
    }

    void requireNumberedFrom(long first) {
        for (int k = 0; k < values.length; k++) {
            if (values[k] != first + k) {
                throw new IllegalStateException("expected value " + (first + k) + ", received " + values[k]);
            }
        }
    }
}
