// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench.peer;

import java.util.function.Function;

/**
 * A queue of the Java world, through {@code offer} and {@code poll}.
 *
 * @param making an empty one for a mode
 */
record QueueSubject(Function<Mode, java.util.Queue<Long>> making) implements Subject {

    @Override
    public Queue empty(Mode mode, int number) {
        java.util.Queue<Long> queue = making.apply(mode);
        return new Queue() {
            @Override
            public Sender sender() {
                return new In(queue);
            }

            @Override
            public Receiver receiver() {
                return new Out(queue);
            }
        };
    }

    private record In(java.util.Queue<Long> queue) implements Sender {
        @Override
        public boolean send(long value) {
            return queue.offer(Boxes.of(value));
        }

        @Override
        public boolean send(long[] values) {
            throw new UnsupportedOperationException("bulks of references");
        }
    }

    private record Out(java.util.Queue<Long> queue) implements Receiver {
        @Override
        public long receive() {
            Long value = queue.poll();
            return value == null ? NOTHING : value;
        }

        @Override
        public boolean receive(long[] values) {
            throw new UnsupportedOperationException("bulks of references");
        }
    }

    @Override
    public void close() {}
}
