// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench.peer;

import io.annulus.ring.Ring;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.jctools.queues.MpmcArrayQueue;
import org.jctools.queues.SpscArrayQueue;

/** The subjects by name. */
final class Subjects {
    private Subjects() {}

    static Subject of(String name) {
        return switch (name) {
            case "ring" -> new RingSubject(UnaryOperator.identity());
            case "own" -> new RingSubject(Ring::withOwnCode);
            case "objects" -> new ObjectSubject();
            case "jctools" ->
                new QueueSubject(mode ->
                        mode == Mode.SP ? new SpscArrayQueue<>(Mode.ENTRIES) : new MpmcArrayQueue<>(Mode.ENTRIES));
            case "agrona" ->
                new QueueSubject(mode -> mode == Mode.SP
                        ? new OneToOneConcurrentArrayQueue<>(Mode.ENTRIES)
                        : new ManyToManyConcurrentArrayQueue<>(Mode.ENTRIES));
            case "disruptor" -> new DisruptorSubject();
            case "blocking" -> new QueueSubject(_ -> new ArrayBlockingQueue<>(Mode.ENTRIES));
            default -> throw new IllegalArgumentException("no subject named " + name);
        };
    }
}
