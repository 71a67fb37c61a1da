// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.nio.file.Path;
import java.util.UUID;

/** Our ring, through its public methods, in a region in shared memory. */
final class JavaRing implements Contender {
    private static final int ENTRIES = 4096;

    private final Path path = Path.of("/dev/shm/annulus-bench-" + UUID.randomUUID());
    private final Region region = Region.create(path, RegionSpec.ofSize(1 << 20));
    private final TwoThreads threads;
    private final int pauses;

    JavaRing(TwoThreads threads, int pauses) {
        this.threads = threads;
        this.pauses = pauses;
        for (Mode mode : Mode.values()) {
            RingSpec spec =
                    RingSpec.ofEntries(ENTRIES).withProducers(mode.syncMode).withConsumers(mode.syncMode);
            Ring.create(region, mode.wordInC, spec);
        }
    }

    @Override
    public double nanosPerElement(Cell cell, long calls) {
        Ring ring = Ring.attach(region, cell.mode().wordInC);
        long nanos = switch (cell.placement()) {
            case ONE_THREAD -> oneThread(ring, cell, calls);
            case TWO_CORES -> twoCores(ring, cell, calls);
        };
        return (double) nanos / (calls * cell.count());
    }

    private long oneThread(Ring ring, Cell cell, long calls) {
        Traffic sent = traffic(cell);
        Traffic received = traffic(cell);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            for (long call = 0; call < calls / 4; call++) {
                sent.numberFrom(call * cell.count());
                chunk(cell, producer, consumer, sent, received, 1);
                received.requireNumberedFrom(call * cell.count());
            }
            sent.numberFrom(0);
            long started = System.nanoTime();
            for (long left = calls; left > 0; left -= Traffic.CHUNK) {
                chunk(cell, producer, consumer, sent, received, (int) Math.min(left, Traffic.CHUNK));
            }
            long nanos = System.nanoTime() - started;
            received.requireNumberedFrom(0);
            return nanos;
        }
    }

    private static void chunk(
            Cell cell, Producer producer, Consumer consumer, Traffic sent, Traffic received, int calls) {
        switch (cell.call()) {
            case ONE -> sent.alternateOne(producer, consumer, received, calls);
            case BULK -> sent.alternate(producer, consumer, received, calls);
        }
    }

    private long twoCores(Ring ring, Cell cell, long calls) {
        long[] started = new long[1];
        long[] ended = new long[1];
        threads.run(
                () -> started[0] = produce(ring, cell, calls), //
                () -> ended[0] = consume(ring, cell, calls));
        return ended[0] - started[0];
    }

    private long produce(Ring ring, Cell cell, long calls) {
        Traffic sent = traffic(cell);
        try (Producer producer = ring.producer()) {
            threads.meet();
            for (long call = 0; call < calls / 4; call++) {
                sent.numberFrom(call * cell.count());
                send(cell, producer, sent, 1);
            }
            sent.numberFrom(0);
            threads.meet();
            long started = System.nanoTime();
            for (long left = calls; left > 0; left -= Traffic.CHUNK) {
                send(cell, producer, sent, (int) Math.min(left, Traffic.CHUNK));
            }
            return started;
        }
    }

    private long consume(Ring ring, Cell cell, long calls) {
        Traffic received = traffic(cell);
        try (Consumer consumer = ring.consumer()) {
            threads.meet();
            for (long call = 0; call < calls / 4; call++) {
                receive(cell, consumer, received, 1);
                received.requireNumberedFrom(call * cell.count());
            }
            threads.meet();
            for (long left = calls; left > 0; left -= Traffic.CHUNK) {
                receive(cell, consumer, received, (int) Math.min(left, Traffic.CHUNK));
            }
            long ended = System.nanoTime();
            received.requireNumberedFrom(0);
            return ended;
        }
    }

    private static void send(Cell cell, Producer producer, Traffic sent, int calls) {
        switch (cell.call()) {
            case ONE -> sent.sendOne(producer, calls);
            case BULK -> sent.send(producer, calls);
        }
    }

    private static void receive(Cell cell, Consumer consumer, Traffic received, int calls) {
        switch (cell.call()) {
            case ONE -> received.receiveOne(consumer, calls);
            case BULK -> received.receive(consumer, calls);
        }
    }

    private Traffic traffic(Cell cell) {
        return new Traffic(cell.count(), pauses);
    }

    @Override
    public void close() {
        region.close();
        Region.removeByForce(path);
    }
}
