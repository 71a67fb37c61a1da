// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Several threads at once: no element is lost, doubled, or overtaken by another of the same producer. */
final class ObjectRingThreadsTest {
    private static final int EACH = 50_000;
    private static final int ENTRIES = 16;
    /** Ends a hang, nothing else. */
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private record Parcel(int producer, int number) {}

    static Stream<Arguments> modes() {
        return Stream.of(SyncMode.values())
                .flatMap(p -> Stream.of(SyncMode.values()).map(c -> Arguments.of(p, c)));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void throughRoles(SyncMode producers, SyncMode consumers) throws Exception {
        ObjectRing<Parcel> ring = make(producers, consumers);
        run(
                producers,
                consumers,
                id -> {
                    try (ObjectProducer<Parcel> role = ring.producer()) {
                        Parcel[] burst = new Parcel[5];
                        for (int sent = 0; sent < EACH; ) {
                            int count = Math.min(1 + sent % burst.length, EACH - sent);
                            for (int i = 0; i < count; i++) {
                                burst[i] = new Parcel(id, sent + i);
                            }
                            int moved =
                                    count == 1 ? (role.enqueue(burst[0]) ? 1 : 0) : role.enqueueBurst(burst, 0, count);
                            sent += moved;
                            pauseIf(moved == 0);
                        }
                    }
                },
                ledger -> {
                    try (ObjectConsumer<Parcel> role = ring.consumer()) {
                        Parcel[] burst = new Parcel[4];
                        while (!ledger.isComplete()) {
                            int count = role.dequeueBurst(burst, 0, burst.length);
                            for (int i = 0; i < count; i++) {
                                ledger.add(burst[i]);
                            }
                            pauseIf(count == 0);
                        }
                    }
                });
        assertThat(ring.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void throughTheQueueView(SyncMode producers, SyncMode consumers) throws Exception {
        ObjectRing<Parcel> ring = make(producers, consumers);
        try (RingQueue<Parcel> view = ring.queue()) {
            Queue<Parcel> queue = view;
            run(
                    producers,
                    consumers,
                    id -> {
                        for (int sent = 0; sent < EACH; ) {
                            boolean moved = queue.offer(new Parcel(id, sent));
                            sent += moved ? 1 : 0;
                            pauseIf(!moved);
                        }
                    },
                    ledger -> {
                        while (!ledger.isComplete()) {
                            Parcel seen = queue.peek();
                            Parcel got = queue.poll();
                            if (got != null) {
                                ledger.add(got);
                            }
                            assertThat(seen == null || seen.number() >= 0).isTrue();
                            pauseIf(got == null);
                        }
                    });
        }
        assertThat(ring.isEmpty()).isTrue();
    }

    private interface Producing {
        void by(int id);
    }

    private interface Consuming {
        void into(Ledger ledger);
    }

    /** What all consumers together have received, and what each of them saw in which order. */
    private static final class Total {
        private int missing;

        Total(int expected) {
            missing = expected;
        }

        synchronized void less() {
            missing--;
        }

        synchronized boolean isZero() {
            return missing <= 0;
        }

        synchronized int missing() {
            return missing;
        }
    }

    private static final class Ledger {
        private final Total total;
        private final int[] last = {-1, -1};
        private final List<Parcel> all = new ArrayList<>();

        Ledger(Total total) {
            this.total = total;
        }

        void add(Parcel parcel) {
            assertThat(parcel.number()).isGreaterThan(last[parcel.producer()]);
            last[parcel.producer()] = parcel.number();
            all.add(parcel);
            total.less();
        }

        boolean isComplete() {
            return total.isZero();
        }
    }

    private static void run(SyncMode producers, SyncMode consumers, Producing producing, Consuming consuming)
            throws Exception {
        int senders = producers == SyncMode.SINGLE ? 1 : 2;
        int receivers = consumers == SyncMode.SINGLE ? 1 : 2;
        Total total = new Total(senders * EACH);
        List<FutureTask<Ledger>> tasks = new ArrayList<>();
        for (int id = 0; id < senders; id++) {
            int own = id;
            tasks.add(start(() -> {
                producing.by(own);
                return new Ledger(total);
            }));
        }
        for (int i = 0; i < receivers; i++) {
            Ledger ledger = new Ledger(total);
            tasks.add(start(() -> {
                consuming.into(ledger);
                return ledger;
            }));
        }
        List<Parcel> received = new ArrayList<>();
        for (FutureTask<Ledger> task : tasks) {
            received.addAll(task.get(DEADLINE.toSeconds(), TimeUnit.SECONDS).all);
        }
        assertThat(total.missing()).isZero();
        assertThat(received).hasSize(senders * EACH);
        assertThat(received).doesNotHaveDuplicates();
    }

    private static FutureTask<Ledger> start(Callable<Ledger> work) {
        FutureTask<Ledger> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    @SuppressWarnings("ThreadPriorityCheck") // With more threads than processors somebody else has to run.
    private static void pauseIf(boolean nothingMoved) {
        if (nothingMoved) {
            Thread.yield();
        }
    }

    private static ObjectRing<Parcel> make(SyncMode producers, SyncMode consumers) {
        return ObjectRing.create(
                RingSpec.ofEntries(ENTRIES).withProducers(producers).withConsumers(consumers));
    }
}
