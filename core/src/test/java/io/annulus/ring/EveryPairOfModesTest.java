// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two threads on each side of a small ring, one where the side is SINGLE: everything arrives once, and in order.
 *
 * <p>Tried with the defect put back: with RTS sides worked on as MULTI, or HTS sides as SINGLE, each pair with one fails.
 */
final class EveryPairOfModesTest {
    private static final int ELEMENTS = 200_000;
    private static final int ENTRIES = 64;
    private static final int NEAR_WRAP = -ELEMENTS / 2;
    private static final long DEADLINE_MINUTES = 10;

    private final Region region = Region.anonymous(RegionSpec.ofSize(1 << 18));
    private final AtomicInteger missing = new AtomicInteger(ELEMENTS);
    private final AtomicBoolean ended = new AtomicBoolean();

    @AfterEach
    void close() {
        region.close();
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(SyncMode.values())
                .flatMap(producers ->
                        Arrays.stream(SyncMode.values()).map(consumers -> Arguments.of(producers, consumers)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatIsSentArrivesOnceAndInOrder(SyncMode producers, SyncMode consumers) throws InterruptedException {
        RingSpec spec = RingSpec.ofEntries(ENTRIES).withProducers(producers).withConsumers(consumers);
        Ring ring = Ring.create(region, "pair", spec);
        Start.at(ring, NEAR_WRAP);
        int senders = producers == SyncMode.SINGLE ? 1 : 2;
        int receivers = consumers == SyncMode.SINGLE ? 1 : 2;
        Random random = new Random();
        long seed = random.nextLong();
        random.setSeed(seed);

        List<Receiver> done = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(senders + receivers);
        try {
            List<Future<?>> sending = new ArrayList<>();
            List<Future<Receiver>> receiving = new ArrayList<>();
            for (int number = 0; number < senders; number++) {
                sending.add(threads.submit(endingAll(
                        new Sender(number, ELEMENTS / senders, ring, random.nextLong(), () -> !ended.get()))));
            }
            for (int number = 0; number < receivers; number++) {
                receiving.add(threads.submit(endingAll(new Receiver(
                        senders,
                        ring,
                        random.nextLong(),
                        () -> !ended.get() && missing.get() > 0,
                        count -> missing.addAndGet(-count)))));
            }
            for (Future<?> sender : sending) {
                sender.get(DEADLINE_MINUTES, TimeUnit.MINUTES);
            }
            for (Future<Receiver> receiver : receiving) {
                done.add(receiver.get(DEADLINE_MINUTES, TimeUnit.MINUTES));
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("seed " + seed, e);
        } finally {
            ended.set(true);
            threads.shutdownNow();
        }

        assertThat(missing.get()).isZero();
        assertThat(ring.isEmpty()).isTrue();
        assertThat(ring.stalls()).isEmpty();
        for (int sender = 0; sender < senders; sender++) {
            requireAll(done, sender, ELEMENTS / senders);
        }
    }

    private <T> Callable<T> endingAll(Callable<T> part) {
        return () -> {
            try {
                return part.call();
            } catch (AssertionError | RuntimeException e) {
                ended.set(true);
                throw e;
            }
        };
    }

    private static void requireAll(List<Receiver> done, int sender, long total) {
        assertThat(done.stream().mapToLong(r -> r.count(sender)).sum()).isEqualTo(total);
        assertThat(done.stream().mapToLong(r -> r.sum(sender)).sum()).isEqualTo(total * (total - 1) / 2);
    }
}
