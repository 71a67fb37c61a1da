// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.bell;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.inspect.RegionSnapshot;
import io.annulus.interop.vm.Guests;
import io.annulus.interop.vm.Stream;
import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.doorbell.RingBells;
import io.annulus.ivshmem.doorbell.SharedSemaphore;
import io.annulus.ivshmem.peers.LivePeers;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A guest that writes nonsense over all of its memory for a minute, and rings every peer and vector: whatever the host does there
 * meanwhile returns or fails with a typed error, soon; and what is elsewhere is as it was.
 */
class VandalGuestTest {
    private static final Duration RAGE = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofMillis(2);
    private static final int ELSEWHERE = 200_000;
    private static final int BURST = 8;

    /** MULTI is left out: its wait for others has no deadline, and says so. */
    private static final List<SyncMode> MODES = List.of(SyncMode.SINGLE, SyncMode.MULTI_RTS, SyncMode.MULTI_HTS);

    private final long seed = Long.getLong("annulus.seed", System.nanoTime());
    private final Map<Reason, Integer> refused = new ConcurrentHashMap<>();
    private final List<FutureTask<Long>> victims = new ArrayList<>();
    private volatile boolean over;

    @TempDir
    private Path directory;

    @Test
    void nothingOnTheHostCrashesOrHangsAndNothingElsewhereIsTouched() throws Exception {
        try (ServedGuests guests = new ServedGuests(directory);
                Region other = Region.create(directory.resolve("other"), RegionSpec.ofSize(1 << 20))) {
            MODES.forEach(mode -> guests.ring(mode.word(), mode));
            SharedSemaphore.create(guests.region(), "jobs", 1);
            Stream elsewhere = new Stream(Ring.create(other, "ring", RingSpec.ofEntries(64)), guests.looking());
            VirtualMachine guest = guests.bootAndSetUp();
            GuestRun vandal = ServedGuests.party(guest, "vandal " + RAGE.toSeconds() + " " + seed);

            for (SyncMode mode : MODES) {
                Ring ring = Ring.attach(guests.region(), mode.word());
                start(produce(ring));
                start(consume(ring));
            }
            start(look(guests));
            start(join(guests));
            CompletableFuture<String> sent = CompletableFuture.supplyAsync(() -> elsewhere.sendNumbers(ELSEWHERE));
            assertThat(elsewhere.receiveNumbers(ELSEWHERE)).isEqualTo(sent.get());

            vandal.awaitEnd(Guests.DEADLINE);
            over = true;
            assertThat(vandal.lines())
                    .anyMatch(line -> line.matches("wrote [1-9][0-9]* words, rang [1-9][0-9]* times"));
            for (FutureTask<Long> victim : victims) {
                assertThat(victim.get(Guests.DEADLINE.toSeconds(), TimeUnit.SECONDS))
                        .as("seed %d: calls that one made", seed)
                        .isPositive();
            }
            System.out.println(vandal.lines() + ", refused: " + refused);
            assertThat(refused).as("seed %d", seed).containsKey(Reason.WILD_INDEX);
            assertThat(guests.server().status().dropped()).as("seed %d", seed).isZero();
            assertThat(guest.process().isAlive()).isTrue();
        }
    }

    private void start(Callable<Long> work) {
        FutureTask<Long> task = new FutureTask<>(work);
        victims.add(task);
        Thread.ofPlatform().daemon().start(task);
    }

    /** Does something again and again; returns how often. Anything thrown that is not ours ends the test. */
    private long repeat(Runnable work) {
        long calls = 0;
        while (!over) {
            try {
                work.run();
            } catch (AnnulusException e) {
                refused.merge(e.reason(), 1, Integer::sum);
            }
            calls++;
        }
        return calls;
    }

    private Callable<Long> produce(Ring ring) {
        return () -> {
            Producer producer = ring.producer();
            producer.setPatience(SOON);
            long[] values = new long[BURST];
            long calls = repeat(() -> producer.enqueueBurst(values, 0, BURST));
            closeAnyhow(producer::close);
            return calls;
        };
    }

    private Callable<Long> consume(Ring ring) {
        return () -> {
            Consumer consumer = ring.consumer();
            consumer.setPatience(SOON);
            long[] values = new long[BURST];
            long calls = repeat(() -> consumer.dequeueBurst(values, 0, BURST));
            closeAnyhow(consumer::close);
            return calls;
        };
    }

    /** What commands and tools do with a region that is there. */
    private Callable<Long> look(ServedGuests guests) {
        return () -> {
            SplittableRandom random = new SplittableRandom(seed);
            Region region = guests.region();
            IvshmemClient own = guests.client();
            return repeat(() -> {
                String name = MODES.get(random.nextInt(MODES.size())).word();
                switch (random.nextInt(8)) {
                    case 0 -> RegionSnapshot.of(region).toText();
                    case 1 -> region.zones();
                    case 2 -> Ring.attach(region, name).info();
                    case 3 -> RingBells.attach(region, name).awaitElements(own, 0, 1, SOON);
                    case 4 -> RingBells.attach(region, name).enqueued(own);
                    case 5 -> LivePeers.in(region).ids();
                    case 6 -> SharedSemaphore.attach(region, "jobs").down(own, 1, SOON);
                    default -> SharedSemaphore.attach(region, "jobs").up(own);
                }
            });
        };
    }

    /** A newcomer that finds it so. */
    private Callable<Long> join(ServedGuests guests) {
        return () -> repeat(() -> {
            try (Region region = guests.host().attach()) {
                for (var zone : region.zones()) {
                    region.entry(zone);
                }
                region.participants();
            }
        });
    }

    /** A role's end writes to the region, too, and may find it as it is. */
    private void closeAnyhow(Runnable close) {
        try {
            close.run();
        } catch (AnnulusException e) {
            refused.merge(e.reason(), 1, Integer::sum);
        }
    }
}
