// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Enqueue and dequeue allocate nothing. */
final class AllocationTest {
    private static final int WARM_UP = 200_000;
    private static final int COUNTED = 100_000;

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void noOperationAllocates(SyncMode mode) {
        assertNoneAllocates(mode, UnaryOperator.identity());
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void noOperationInCodeOfItsOwnAllocates(SyncMode mode) {
        assertNoneAllocates(mode, Ring::withOwnCode);
    }

    private static void assertNoneAllocates(SyncMode mode, UnaryOperator<Ring> code) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThat(threads.isThreadAllocatedMemoryEnabled()).isTrue();
        try (Region region = Region.anonymous(RegionSpec.ofSize(1 << 20))) {
            RingSpec spec = RingSpec.ofEntries(256).withProducers(mode).withConsumers(mode);
            Ring ring = code.apply(Ring.create(region, "longs", spec));
            try (Producer producer = ring.producer();
                    Consumer consumer = ring.consumer()) {
                Traffic traffic = new Traffic(ring, producer, consumer);
                traffic.run(WARM_UP);
                long before = threads.getCurrentThreadAllocatedBytes();
                long between = threads.getCurrentThreadAllocatedBytes();
                traffic.run(COUNTED);
                long after = threads.getCurrentThreadAllocatedBytes();
                assertThat(after - between)
                        .as("bytes allocated by %d rounds of every operation", COUNTED)
                        .isEqualTo(between - before);
            }
        }
    }

    private static final class Traffic {
        private final Ring ring;
        private final Producer producer;
        private final Consumer consumer;
        private final boolean holdable;
        private final long[] values = new long[32];
        private final MemorySegment memory = Arena.ofAuto().allocate(32 * 8, 8);

        Traffic(Ring ring, Producer producer, Consumer consumer) {
            this.ring = ring;
            this.producer = producer;
            this.consumer = consumer;
            SyncMode mode = ring.info().producers().mode();
            this.holdable = mode == SyncMode.SINGLE || mode == SyncMode.MULTI_HTS;
        }

        void run(int rounds) {
            long moved = 0;
            for (int i = 0; i < rounds; i++) {
                moved += producer.enqueue((long) i) ? 1 : 0;
                moved += producer.enqueueBulk(values, 0, 8);
                moved += producer.enqueueBurst(values, 0, 32);
                moved += producer.enqueueBurst(memory, 0, 32);
                moved += producer.freeAfter() + ring.count();
                moved -= consumer.dequeueOr(-1L);
                moved -= consumer.dequeueBulk(values, 0, 8);
                moved -= consumer.dequeueBurst(values, 0, 32);
                moved -= consumer.dequeueBurst(memory, 0, 32);
                moved -= consumer.dequeueBulk(values, 0, 32); // Refused: the ring is empty.
                moved -= consumer.availableAfter();
                if (holdable) {
                    reserve(i);
                }
            }
            assertSomethingMoved(moved);
        }

        private void reserve(int i) {
            producer.reserveBurst(2).cancel();
            producer.reserveBulk(256).commit(); // Refused: so many never fit.
            try (Reservation room = producer.reserveBulk(5)) {
                room.setLong(0, i);
                room.put(1, values, 0, 2);
                room.put(3, memory, 0, 2);
                room.commit(4);
            }
            consumer.reserveBulk(5).cancel(); // Refused: there are 4.
            try (Reservation next = consumer.reserveBurst(5)) {
                next.get(0, values, 0, 2);
                next.get(2, memory, 0, 2);
                values[2] = next.getLong(1);
                next.commit();
            }
        }

        private static void assertSomethingMoved(long moved) {
            if (moved == 0) {
                throw new AssertionError("nothing moved");
            }
        }
    }
}
