// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Reservation;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever looks while others work is never told of damage that is none. */
final class BusyRingTest {
    private static final int SNAPSHOTS = 20_000;
    private static final int LOOKS = 1_000_000;
    private static final int ENTRIES = 8;
    private static final long DEADLINE_SECONDS = 120;

    private final Region region = Region.anonymous(RegionSpec.ofSize(100_000, 4, 16));
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final AtomicBoolean done = new AtomicBoolean();
    private final List<Future<?>> running = new ArrayList<>();
    private final List<AutoCloseable> roles = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        done.set(true);
        workers.shutdown();
        assertThat(workers.awaitTermination(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        for (AutoCloseable role : roles) {
            role.close();
        }
        region.close();
    }

    private void startPair(Ring ring, SyncMode mode) {
        Producer producer = ring.producer();
        Consumer consumer = ring.consumer();
        roles.addAll(List.of(producer, consumer));
        start(() -> produce(producer, mode));
        start(() -> consume(consumer, mode));
    }

    private void start(Callable<Void> round) {
        running.add(workers.submit(() -> {
            while (!done.get()) {
                round.call();
            }
            return null;
        }));
    }

    private void requireWorkersWell() throws Exception {
        done.set(true);
        for (Future<?> worker : running) {
            worker.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void aRingInUseHasNoFindings(SyncMode mode) throws Exception {
        Ring ring = busyRing(mode);
        for (int i = 0; i < SNAPSHOTS; i++) {
            RingSnapshot snapshot = RingSnapshot.of(ring);
            assertThat(snapshot.findings()).as("%s", snapshot).isEmpty();
        }
        assertThat(ring.info().consumers().tail()).as("it was in use").isNotZero();
        requireWorkersWell();
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void indicesThatTwoLooksAgreeOnDoNotContradictEachOther(SyncMode mode) throws Exception {
        Ring ring = busyRing(mode);
        Set<Consistency> seen = EnumSet.noneOf(Consistency.class);
        for (int i = 0; i < LOOKS; i++) {
            Look look = Look.at(ring);
            seen.add(look.consistency());
            if (look.isContradictory()) {
                fail("contradictory: %s: %s", look.info().contradictions(), look);
            }
        }
        assertThat(seen).contains(Consistency.ONE_MOMENT);
        requireWorkersWell();
    }

    private Ring busyRing(SyncMode mode) {
        Ring ring = Ring.create(
                region,
                "busy",
                RingSpec.ofEntries(ENTRIES)
                        .withProducers(mode)
                        .withConsumers(mode)
                        .withHeadTailDistance(ENTRIES));
        int pairs = mode == SyncMode.SINGLE ? 1 : 2;
        for (int i = 0; i < pairs; i++) {
            startPair(ring, mode);
        }
        return ring;
    }

    private static Void produce(Producer producer, SyncMode mode) {
        producer.enqueueBurst(new long[5], 0, 5);
        producer.enqueue(1L);
        if (mode == SyncMode.SINGLE || mode == SyncMode.MULTI_HTS) {
            try (Reservation room = producer.reserveBurst(3)) {
                if (room.count() > 1) {
                    room.commit(1);
                }
            }
        }
        return null;
    }

    private static Void consume(Consumer consumer, SyncMode mode) {
        consumer.dequeueBurst(new long[3], 0, 3);
        if (mode == SyncMode.SINGLE || mode == SyncMode.MULTI_HTS) {
            try (Reservation elements = consumer.reserveBurst(5)) {
                if (elements.count() > 2) {
                    elements.commit(2);
                }
            }
        }
        return null;
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void aRingThatIsResetAgainAndAgainHasNoFindings(SyncMode mode) throws Exception {
        Ring ring = Ring.create(
                region, "busy", RingSpec.ofEntries(ENTRIES).withProducers(mode).withConsumers(mode));
        start(() -> {
            try (Producer producer = ring.producer();
                    Consumer consumer = ring.consumer()) {
                for (int i = 0; i < 9; i++) {
                    producer.enqueueBurst(new long[5], 0, 5);
                    consumer.dequeueBurst(new long[4], 0, 4);
                }
            }
            ring.reset();
            return null;
        });
        for (int i = 0; i < SNAPSHOTS; i++) {
            RingSnapshot snapshot = RingSnapshot.of(ring);
            assertThat(snapshot.findings()).as("%s", snapshot).isEmpty();
        }
        requireWorkersWell();
    }

    @Test
    void aRegionInWhichRingsComeAndGoHasNoFindings() throws Exception {
        Ring.create(region, "stays", RingSpec.ofEntries(ENTRIES));
        for (String name : List.of("here", "there")) {
            start(() -> {
                int entries = name.equals("here") ? 64 : 512;
                Ring ring =
                        Ring.create(region, name, RingSpec.ofEntries(entries).withProducers(SyncMode.SINGLE));
                try (Producer producer = ring.producer()) {
                    producer.enqueueBurst(new long[9], 0, 9);
                }
                region.removeZone(name);
                return null;
            });
        }
        int most = 0;
        for (int i = 0; i < SNAPSHOTS; i++) {
            RegionSnapshot snapshot = RegionSnapshot.of(region);
            assertThat(snapshot.findings()).as("%s", snapshot).isEmpty();
            assertThat(snapshot.rings()).extracting(r -> r.info().name()).contains("stays");
            most = Math.max(most, snapshot.rings().size());
        }
        assertThat(most).as("they came").isGreaterThan(1);
        requireWorkersWell();
    }

    @Test
    void aDiagnosisOfARingInUseIsThatItIsHealthy() throws Exception {
        Ring ring = Ring.create(
                region,
                "busy",
                RingSpec.ofEntries(ENTRIES).withProducers(SyncMode.MULTI_HTS).withConsumers(SyncMode.MULTI_HTS));
        startPair(ring, SyncMode.MULTI_HTS);
        for (int i = 0; i < 100; i++) {
            Diagnosis diagnosis = Diagnosis.of(ring, StallWatch.LASTING);
            assertThat(diagnosis.isHealthy()).as("%s", diagnosis).isTrue();
        }
        requireWorkersWell();
    }
}
