// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench.peer;

import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Our ring in a region in shared memory, through its public methods. */
final class RingSubject implements Subject {
    private static final int BYTES = 4 << 20;

    private final Path path = Path.of("/dev/shm/annulus-bench-" + UUID.randomUUID());
    private final Region region = Region.create(path, RegionSpec.ofSize(BYTES));
    private final UnaryOperator<Ring> code;
    private final Map<String, Ring> rings = new HashMap<>();

    RingSubject(UnaryOperator<Ring> code) {
        this.code = code;
    }

    // The same again each time: new code would have to be compiled anew.
    @Override
    public Queue empty(Mode mode, int number) {
        Ring ring =
                rings.computeIfAbsent(mode.name() + number, name -> code.apply(Ring.create(region, name, mode.spec())));
        ring.reset();
        return queue(ring);
    }

    /** The ways into and out of a ring. */
    static Queue queue(Ring ring) {
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

    private record In(Producer producer) implements Sender {
        @Override
        public boolean send(long value) {
            return producer.enqueue(value);
        }

        @Override
        public boolean send(long[] values) {
            return producer.enqueueBulk(values, 0, values.length) != 0;
        }

        @Override
        public void close() {
            producer.close();
        }
    }

    private record Out(Consumer consumer) implements Receiver {
        @Override
        public long receive() {
            return consumer.dequeueOr(NOTHING);
        }

        @Override
        public boolean receive(long[] values) {
            return consumer.dequeueBulk(values, 0, values.length) != 0;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    @Override
    public void close() {
        region.close();
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
