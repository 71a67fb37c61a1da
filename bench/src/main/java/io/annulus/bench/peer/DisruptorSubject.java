// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench.peer;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;

/** LMAX's Disruptor, polled; it has one consumer, which sees every event. */
final class DisruptorSubject implements Subject {
    private static final class Event {
        private long value;
    }

    @Override
    public Queue empty(Mode mode, int number) {
        RingBuffer<Event> ring = mode == Mode.SP
                ? RingBuffer.createSingleProducer(Event::new, Mode.ENTRIES)
                : RingBuffer.createMultiProducer(Event::new, Mode.ENTRIES);
        EventPoller<Event> poller = ring.newPoller();
        ring.addGatingSequences(poller.getSequence());
        return new Queue() {
            @Override
            public Sender sender() {
                return new In(ring);
            }

            @Override
            public Receiver receiver() {
                return new Out(poller);
            }
        };
    }

    private record In(RingBuffer<Event> ring) implements Sender {
        @Override
        public boolean send(long value) {
            long at;
            try {
                at = ring.tryNext();
            } catch (InsufficientCapacityException e) {
                return false;
            }
            ring.get(at).value = value;
            ring.publish(at);
            return true;
        }

        @Override
        public boolean send(long[] values) {
            throw new UnsupportedOperationException("bulks");
        }
    }

    private static final class Out implements Receiver {
        private final EventPoller<Event> poller;
        private long value;

        Out(EventPoller<Event> poller) {
            this.poller = poller;
        }

        @Override
        public long receive() {
            try {
                EventPoller.PollState state = poller.poll((event, _, _) -> {
                    value = event.value;
                    return false;
                });
                return state == EventPoller.PollState.PROCESSING ? value : NOTHING;
            } catch (Exception e) {
                throw new IllegalStateException("the poller failed", e);
            }
        }

        @Override
        public boolean receive(long[] values) {
            throw new UnsupportedOperationException("bulks");
        }
    }

    @Override
    public void close() {}
}
