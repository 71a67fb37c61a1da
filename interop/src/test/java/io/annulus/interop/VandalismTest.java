// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.region.AbiProfile;
import io.annulus.region.Zone;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Reservation;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.IntSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * While a C program writes nonsense over all indices of a ring, without end, every call on it returns or fails with a
 * typed error, moves elements of its table or none, and touches nothing outside.
 */
final class VandalismTest {
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofMillis(2);
    private static final int CALLS = 20_000;
    private static final int GUARD = 4096;
    private static final byte OUTSIDE = 0x5a;
    /** The upper half of every element that belongs to the ring. */
    private static final long MARK = 0x0123_4567L << 32;

    private static final long NONE = -1;

    private static final int ENTRIES = 64;
    private static final long TABLE = 384;
    private static final long RING_BYTES = TABLE + ENTRIES * Long.BYTES;

    private final long seed = Long.getLong("annulus.seed", System.nanoTime());

    /** What became of one thread's calls. */
    private record Toll(int returned, int moved, Map<Reason, Integer> refused) {}

    @ParameterizedTest
    @MethodSource("io.annulus.interop.Shape#everyPairOfModes")
    void everyCallEndsAndNothingOutsideTheTableIsTouched(SyncMode producers, SyncMode consumers)
            throws InterruptedException {
        RingSpec spec = RingSpec.ofEntries(ENTRIES).withProducers(producers).withConsumers(consumers);
        try (TestRegion home = TestRegion.create()) {
            Zone zone = home.rawZone("zone", 2 * GUARD + RING_BYTES);
            MemorySegment memory = home.region().memory(zone);
            memory.fill(OUTSIDE);
            Ring ring = Ring.createRaw(memory.asSlice(GUARD, RING_BYTES), "ring", spec, AbiProfile.LINE_64);
            memory.asSlice(GUARD + TABLE, RING_BYTES - TABLE).copyFrom(marked(ENTRIES));
            try (CProcess c = CPeers.start(
                    "ring_hostile",
                    "--raw",
                    home.path().toString(),
                    Long.toString(zone.offset() + GUARD),
                    Integer.toString(Long.BYTES),
                    Long.toUnsignedString(seed))) {
                assertThat(c.line()).isEqualTo("writing");
                FutureTask<Toll> in = start(() -> produce(ring, producers));
                FutureTask<Toll> out = start(() -> consume(ring, consumers));
                assertTypical(toll(in));
                assertTypical(toll(out));
                Ended ended = c.end();
                assertThat(ended.status()).as(ended.errors()).isZero();
                assertThat(ended.lines()).singleElement().asString().matches("wrote [1-9][0-9]*");
            }
            assertUntouched(memory.asSlice(0, GUARD));
            assertUntouched(memory.asSlice(GUARD + RING_BYTES, GUARD));
        }
    }

    private Toll produce(Ring ring, SyncMode mode) {
        try (Producer producer = ring.producer()) {
            producer.setPatience(SOON);
            long[] values = marked(16).toArray(JAVA_LONG);
            SplittableRandom random = new SplittableRandom(seed);
            return toll(() -> {
                int count = random.nextInt(values.length + 1);
                return switch (random.nextInt(Shape.canHold(mode) ? 4 : 3)) {
                    case 0 -> producer.enqueue(MARK) ? 1 : 0;
                    case 1 -> producer.enqueueBulk(values, 0, count);
                    case 2 -> producer.enqueueBurst(values, 0, count);
                    default -> {
                        try (Reservation room = producer.reserveBurst(count)) {
                            if (room.count() > 0) {
                                room.put(0, values, 0, room.count());
                            }
                            room.commit(random.nextInt(room.count() + 1));
                            yield room.count();
                        }
                    }
                };
            });
        }
    }

    private Toll consume(Ring ring, SyncMode mode) {
        try (Consumer consumer = ring.consumer()) {
            consumer.setPatience(SOON);
            long[] values = new long[16];
            SplittableRandom random = new SplittableRandom(~seed);
            return toll(() -> {
                int count = random.nextInt(values.length + 1);
                int moved = switch (random.nextInt(Shape.canHold(mode) ? 4 : 3)) {
                    case 0 -> {
                        values[0] = consumer.dequeueOr(NONE);
                        yield values[0] == NONE ? 0 : 1;
                    }
                    case 1 -> consumer.dequeueBulk(values, 0, count);
                    case 2 -> consumer.dequeueBurst(values, 0, count);
                    default -> {
                        try (Reservation next = consumer.reserveBurst(count)) {
                            if (next.count() > 0) {
                                next.get(0, values, 0, next.count());
                            }
                            next.commit(random.nextInt(next.count() + 1));
                            yield next.count();
                        }
                    }
                };
                for (int k = 0; k < moved; k++) {
                    assertThat(values[k] & 0xffff_ffff_0000_0000L).isEqualTo(MARK);
                }
                return moved;
            });
        }
    }

    private static Toll toll(IntSupplier call) {
        int returned = 0;
        int moved = 0;
        Map<Reason, Integer> refused = new EnumMap<>(Reason.class);
        // There may be fewer processors than of us: the vandal's turn comes, too.
        for (int i = 0; i < CALLS || moved == 0 || refused.isEmpty(); i++) {
            try {
                moved += call.getAsInt();
                returned++;
            } catch (AnnulusException e) {
                refused.merge(e.reason(), 1, Integer::sum);
            }
        }
        return new Toll(returned, moved, refused);
    }

    private void assertTypical(Toll toll) {
        assertThat(toll.refused).as("seed %d", seed).containsKey(Reason.WILD_INDEX);
        assertThat(toll.refused.keySet()).as("seed %d", seed).isSubsetOf(Reason.WILD_INDEX, Reason.STALLED);
        assertThat(toll.moved)
                .as("seed %d: sometimes the indices made sense", seed)
                .isPositive();
    }

    private static FutureTask<Toll> start(Callable<Toll> work) {
        FutureTask<Toll> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private Toll toll(FutureTask<Toll> task) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!task.isDone()) {
            assertThat(System.nanoTime() - deadline)
                    .as("seed %d: through by now", seed)
                    .isNegative();
            Thread.sleep(1);
        }
        if (task.state() == Future.State.FAILED) {
            throw new AssertionError("seed " + seed, task.exceptionNow());
        }
        return task.resultNow();
    }

    private static MemorySegment marked(int count) {
        long[] elements = new long[count];
        for (int k = 0; k < count; k++) {
            elements[k] = MARK | k;
        }
        return MemorySegment.ofArray(elements);
    }

    private static void assertUntouched(MemorySegment guard) {
        assertThat(guard.toArray(JAVA_BYTE)).containsOnly(OUTSIDE);
    }
}
