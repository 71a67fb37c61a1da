// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench.peer;

import io.annulus.objects.ObjectConsumer;
import io.annulus.objects.ObjectProducer;
import io.annulus.objects.ObjectRing;

/** Our ring of references. */
final class ObjectSubject implements Subject {

    @Override
    public Queue empty(Mode mode, int number) {
        ObjectRing<Long> ring = ObjectRing.create(mode.spec());
        return new Queue() {
            @Override
            public Sender sender() {
                return new In(ring.producer());
            }

            @Override
            public Receiver receiver() {
                return new Out(ring.consumer());
            }
        };
    }

    private record In(ObjectProducer<Long> producer) implements Sender {
        @Override
        public boolean send(long value) {
            return producer.enqueue(Boxes.of(value));
        }

        @Override
        public boolean send(long[] values) {
            throw new UnsupportedOperationException("bulks of references");
        }

        @Override
        public void close() {
            producer.close();
        }
    }

    private record Out(ObjectConsumer<Long> consumer) implements Receiver {
        @Override
        public long receive() {
            Long value = consumer.dequeue();
            return value == null ? NOTHING : value;
        }

        @Override
        public boolean receive(long[] values) {
            throw new UnsupportedOperationException("bulks of references");
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    @Override
    public void close() {}
}
