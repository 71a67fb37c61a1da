// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.doorbell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import io.annulus.region.LockedOperations;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.region.ZoneSpec;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedSemaphoreTest {
    private static final Duration GENEROUS = Duration.ofSeconds(60);
    private static final int SIZE = 1 << 20;

    private final MemorySegment memory = Arena.ofAuto().allocate(SIZE, 4096);
    private final Region region =
            Region.createIn(memory, RegionSpec.ofSize(SIZE), Arena.ofShared(), "memory of this test");
    private final Exchange exchange = Exchange.usual();
    private final Doorbells own = exchange.party(1);

    @AfterEach
    void close() {
        region.close();
    }

    @Test
    void whatWasAddedCanBeTakenOnceByWhoeverFindsTheSemaphore() {
        SharedSemaphore jobs = SharedSemaphore.create(region, "jobs", 1);
        SharedSemaphore found = SharedSemaphore.attach(region, "jobs");
        assertThat(found.name()).isEqualTo("jobs");
        assertThat(jobs.up(own)).isZero();
        assertThat(found.count()).isEqualTo(2);
        assertThat(found.tryDown()).isTrue();
        assertThat(found.down(own, 0, Duration.ZERO)).isTrue();
        assertThat(jobs.tryDown()).isFalse();
        assertThat(jobs.count()).isZero();
    }

    @Test
    void whatIsNoSemaphoreIsRefused() {
        Ring.create(region, "ring", RingSpec.ofEntries(8));
        region.createZone(ZoneSpec.raw("bytes", 100), _ -> {});
        region.createZone(ZoneSpec.raw("sameSize", SemaphoreLayout.BYTES), _ -> {});
        assertRefused(Reason.WRONG_KIND, () -> SharedSemaphore.attach(region, "ring"), "found a ring");
        assertRefused(Reason.WRONG_KIND, () -> SharedSemaphore.attach(region, "bytes"), "raw zone");
        assertRefused(Reason.WRONG_KIND, () -> SharedSemaphore.attach(region, "sameSize"), "raw zone");
        assertRefused(Reason.NOT_FOUND, () -> SharedSemaphore.attach(region, "jobs"), "jobs");
        assertRefused(Reason.ALREADY_EXISTS, () -> SharedSemaphore.create(region, "ring", 0), "ring");
        assertRefused(Reason.BAD_SPEC, () -> SharedSemaphore.create(region, "jobs", -1), "found -1");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Integer.MAX_VALUE + 1L, Long.MIN_VALUE, Long.MAX_VALUE})
    void aCountThatIsNoneIsAnErrorAndStaysAsItIs(long count) {
        SharedSemaphore jobs = SharedSemaphore.create(region, "jobs", 0);
        store(SemaphoreLayout.COUNT_OFFSET, count);
        assertRefused(Reason.WILD_INDEX, jobs::count, Long.toUnsignedString(count));
        assertRefused(Reason.WILD_INDEX, jobs::tryDown, "jobs");
        assertRefused(Reason.WILD_INDEX, () -> jobs.up(own), "jobs");
        assertRefused(Reason.WILD_INDEX, () -> jobs.down(own, 0, GENEROUS), "jobs");
        assertThat(load(SemaphoreLayout.COUNT_OFFSET)).isEqualTo(count);
        assertThat(jobs.waiters()).isEmpty();
    }

    @Test
    void aboveTheHighestCountNobodyGoesUp() {
        SharedSemaphore jobs = SharedSemaphore.create(region, "jobs", SharedSemaphore.HIGHEST_COUNT);
        assertRefused(Reason.NO_SPACE, () -> jobs.up(own), "highest");
        assertRefused(Reason.NO_SPACE, jobs::up, "highest");
        assertThat(jobs.count()).isEqualTo(SharedSemaphore.HIGHEST_COUNT);
    }

    @Test
    void whoFindsNothingInTimeLeavesItsSeat() {
        SharedSemaphore jobs = SharedSemaphore.create(region, "jobs", 0);
        assertThat(jobs.down(own, 0, Duration.ZERO)).isFalse();
        assertThat(jobs.down(own, 1, Duration.ofMillis(5))).isFalse();
        assertThat(jobs.down(Duration.ofMillis(5))).isFalse();
        assertThat(jobs.waiters()).isEmpty();
    }

    @Test
    void whoWaitsIsRungAndLeavesItsSeat() {
        SharedSemaphore jobs = SharedSemaphore.create(region, "jobs", 0);
        Exchange reliant = Exchange.withNoSecondLookBefore(GENEROUS);
        CompletableFuture<Boolean> waiting = later(() -> jobs.down(reliant.party(7), 1, GENEROUS));
        until(() -> !jobs.waiters().isEmpty());
        assertThat(jobs.waiters()).containsExactly(new DoorbellAddress(7, 1));
        assertThat(jobs.up(reliant.party(1))).isEqualTo(1);
        assertThat(waiting.join()).isTrue();
        assertThat(reliant.unanswered()).isZero();
        assertThat(jobs.waiters()).isEmpty();
        assertThat(jobs.count()).isZero();
    }

    @Test
    void aDeadOneInASeatIsSweptOutAndTheLivingAreRungAllTheSame() {
        SharedSemaphore jobs = SharedSemaphore.create(region, "jobs", 0);
        Exchange reliant = Exchange.withNoSecondLookBefore(GENEROUS);
        assertThat(seats().seat(new DoorbellAddress(3, 0)).take()).isTrue();
        CompletableFuture<Boolean> waiting = later(() -> jobs.down(reliant.party(7), 0, GENEROUS));
        until(() -> jobs.waiters().size() == 2);
        assertThat(jobs.up(reliant.party(1))).isEqualTo(2);
        assertThat(waiting.join()).isTrue();
        assertThat(reliant.unanswered()).isZero();
        assertThat(jobs.waiters()).isEmpty();
    }

    @Test
    void aSuccessorWithTheSameDoorbellTakesTheSeatOfTheDead() {
        SharedSemaphore.create(region, "jobs", 0);
        assertThat(seats().seat(new DoorbellAddress(3, 0)).take()).isTrue();
        Seats.Seat successor = seats().seat(new DoorbellAddress(3, 0));
        assertThat(successor.take()).isTrue();
        assertThat(seats().taken()).containsExactly(new DoorbellAddress(3, 0));
        successor.leave();
        assertThat(seats().taken()).isEmpty();
    }

    @Test
    void whatWasAddedByOneWhoDiedBeforeRingingIsFound() {
        SharedSemaphore jobs = SharedSemaphore.create(region, "jobs", 0);
        CompletableFuture<Boolean> waiting = later(() -> jobs.down(own, 0, GENEROUS));
        until(() -> !jobs.waiters().isEmpty());
        assertThat(jobs.up()).isEqualTo(1);
        assertThat(waiting.join()).isTrue();
    }

    @Test
    void whoHasNoSeatLooksAndGetsOneThatIsFree() {
        SharedSemaphore jobs = SharedSemaphore.create(region, "jobs", 0);
        List<Seats.Seat> others = IntStream.range(0, jobs.seats())
                .mapToObj(i -> seats().seat(new DoorbellAddress(100 + i, 0)))
                .toList();
        others.forEach(seat -> assertThat(seat.take()).isTrue());
        DoorbellAddress late = new DoorbellAddress(1, 0);
        assertThat(seats().seat(late).take()).isFalse();
        CompletableFuture<Boolean> first = later(() -> jobs.down(own, 0, GENEROUS));
        assertThat(jobs.up()).isEqualTo(jobs.seats());
        assertThat(first.join()).isTrue();
        CompletableFuture<Boolean> second = later(() -> jobs.down(own, 0, GENEROUS));
        others.getFirst().leave();
        until(() -> jobs.waiters().contains(late));
        jobs.up(exchange.party(2));
        assertThat(second.join()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 0x0001_0001_0003_0000L, 0x0001_0000_0003_0100L})
    void whatIsNoAddressIsNobodyAndIsSweptOut(long word) {
        SharedSemaphore jobs = SharedSemaphore.create(region, "jobs", 0);
        store(SemaphoreLayout.seatOffset(4), word);
        assertThat(jobs.waiters()).isEmpty();
        assertThat(jobs.up(own)).isZero();
        assertThat(load(SemaphoreLayout.seatOffset(4))).isZero();
    }

    @Test
    void aWaitThatFailsTakesNothingAndLeavesItsSeat() {
        SharedSemaphore jobs = SharedSemaphore.create(region, "jobs", 0);
        assertThatThrownBy(() -> jobs.down(new Unplugged(), 0, GENEROUS)).hasMessageContaining("unplugged");
        assertThat(jobs.waiters()).isEmpty();
        assertThat(jobs.up(own)).isZero();
        assertThat(jobs.count()).isEqualTo(1);
    }

    @Test
    void oneThatCannotBeInterruptedLooksByItself() {
        SharedSemaphore jobs = SharedSemaphore.create(region, "jobs", 0);
        CompletableFuture<Boolean> waiting = later(() -> jobs.down(own, 200, GENEROUS));
        assertThat(jobs.up(exchange.party(2))).isZero();
        assertThat(waiting.join()).isTrue();
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker") // The region closes it.
    void onMemoryThatIsNotCachedItIsUsedByForceAlone() {
        SharedSemaphore.create(region, "jobs", 1);
        try (Region uncached =
                Region.attach(memory, Arena.ofShared(), "odd", LockedOperations.avoided("odd memory", "Do this"))) {
            SharedSemaphore jobs = SharedSemaphore.attach(uncached, "jobs");
            assertRefused(Reason.UNSUPPORTED_MODE, jobs::tryDown, "odd memory", "Do this");
            assertRefused(Reason.UNSUPPORTED_MODE, () -> jobs.up(own), "odd memory");
            assertRefused(Reason.UNSUPPORTED_MODE, () -> jobs.down(own, 0, GENEROUS), "odd memory");
            assertRefused(Reason.UNSUPPORTED_MODE, () -> jobs.down(GENEROUS), "odd memory");
            assertThat(jobs.count()).isEqualTo(1);
            assertThat(jobs.byForce().tryDown()).isTrue();
        }
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker") // The region closes it.
    void openedForReadingItCanBeLookedAt() {
        SharedSemaphore.create(region, "jobs", 1);
        try (Region read = Region.attach(memory.asReadOnly(), Arena.ofShared(), "read")) {
            SharedSemaphore jobs = SharedSemaphore.attach(read, "jobs");
            assertThat(jobs.count()).isEqualTo(1);
            assertRefused(Reason.READ_ONLY, jobs::tryDown, "reading");
            assertRefused(Reason.READ_ONLY, jobs::up, "reading");
        }
    }

    @Test
    void anInterruptedThreadWaitsAllTheSameAndStaysInterrupted() {
        SharedSemaphore jobs = SharedSemaphore.create(region, "jobs", 0);
        Thread.currentThread().interrupt();
        assertThat(jobs.down(Duration.ofMillis(5))).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void inACrowdNoRingIsLostAndEachOneAddedIsTakenOnce() {
        int parties = 5;
        int rounds = 2000;
        SharedSemaphore jobs = SharedSemaphore.create(region, "jobs", 0);
        Exchange reliant = Exchange.withNoSecondLookBefore(GENEROUS);
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < parties; i++) {
            Doorbells taker = reliant.party(2 * i);
            Doorbells giver = reliant.party(2 * i + 1);
            all.add(later(() -> IntStream.range(0, rounds).allMatch(_ -> jobs.down(taker, 0, GENEROUS))));
            all.add(later(() -> IntStream.range(0, rounds).allMatch(_ -> jobs.up(giver) >= 0)));
        }
        assertThat(all).allMatch(CompletableFuture::join);
        assertThat(reliant.unanswered()).isZero();
        assertThat(jobs.count()).isZero();
        assertThat(jobs.waiters()).isEmpty();
    }

    private Seats seats() {
        return new Seats(region.memory(region.zone("jobs")));
    }

    private void store(long offset, long word) {
        Words.storeReleaseLong(region.memory(region.zone("jobs")), offset, word);
    }

    private long load(long offset) {
        return Words.loadAcquireLong(region.memory(region.zone("jobs")), offset);
    }

    private static <T> CompletableFuture<T> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                work, task -> Thread.ofPlatform().daemon().start(task));
    }

    private static void until(BooleanSupplier isSo) {
        long start = System.nanoTime();
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime() - start).isLessThan(GENEROUS.toNanos());
            LockSupport.parkNanos(100_000);
        }
    }

    private static void assertRefused(Reason reason, ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOf(AnnulusException.class)
                .hasMessageContainingAll(words)
                .extracting(e -> ((AnnulusException) e).reason())
                .isEqualTo(reason);
    }

    private static final class Unplugged implements Doorbells {
        @Override
        public int id() {
            return 9;
        }

        @Override
        public int vectors() {
            return 1;
        }

        @Override
        public void ring(int peer, int vector) {}

        @Override
        public long await(int vector, Duration patience) {
            throw new AnnulusException(Reason.REMOVED, "unplugged", "Plug it in");
        }

        @Override
        public void close() {}
    }
}
