// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.liveness.ProcessState;
import io.annulus.liveness.Purpose;
import io.annulus.memory.Words;
import io.annulus.region.AbiProfile;
import io.annulus.region.Access;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import io.annulus.sync.HeadTailLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever asks why a ring stands still is told who it may be, and is named the one where there is only one. */
final class DiagnosisTest {
    private static final Duration TIME = StallWatch.LASTING;
    private static final int PRODUCER = 128;

    @TempDir
    private Path directory;

    private Path path;
    private Region region;

    @BeforeEach
    void create() {
        path = directory.resolve("region");
        region = Region.create(path, RegionSpec.ofSize(100_000, 4, 16));
    }

    @AfterEach
    void close() {
        region.close();
    }

    private Ring ring(SyncMode producers, SyncMode consumers) {
        return Ring.create(
                region, "orders", RingSpec.ofEntries(8).withProducers(producers).withConsumers(consumers));
    }

    private static StalledSide onlyStall(Ring ring) {
        Diagnosis diagnosis = Diagnosis.of(ring, TIME);
        assertThat(diagnosis.isHealthy()).isFalse();
        assertThat(diagnosis.stalled()).hasSize(1);
        StalledSide side = diagnosis.stalled().getFirst();
        assertThat(diagnosis.toText()).contains("'orders' is stalled");
        assertThat(side.standing().observed()).isGreaterThanOrEqualTo(TIME);
        return side;
    }

    @Test
    void whoHoldsAnHtsReservationIsNamedWhileItRunsIsStoppedAndIsDead() throws Exception {
        Ring ring = ring(SyncMode.MULTI_HTS, SyncMode.SINGLE);
        try (HoldingProcess holder = HoldingProcess.start(path, "orders", Purpose.PRODUCER, 3)) {
            try (Producer waiting = ring.producer()) {
                StalledSide running = onlyStall(ring);
                assertThat(running.culprit()).as("it, or this process").isEmpty();
                assertThat(running.suspects()).extracting(Suspect::pid).contains(holder.pid());
                assertThat(running.describe()).contains("for 3 elements that were reserved", "it is one of");
                assertThat(waiting.stallCount()).isZero();
            }
            holder.stop();
            StalledSide stopped = onlyStall(ring);
            assertThat(stopped.culprit()).hasValueSatisfying(c -> {
                assertThat(c.pid()).isEqualTo(holder.pid());
                assertThat(c.isStopped()).isTrue();
                assertThat(c.isOfOurKernel()).isTrue();
                assertThat(c.isOfOurPidNamespace()).isTrue();
                assertThat(c.state()).map(ProcessState::command).hasValue("java");
            });
            assertThat(stopped.describe()).contains("it is pid " + holder.pid() + " (stopped, java");
            assertThat(stopped.advice()).isEqualTo("Let it go on: kill -CONT " + holder.pid());

            holder.kill();
            try (Producer waiting = ring.producer()) {
                StalledSide dead = onlyStall(ring);
                assertThat(dead.suspects()).hasSize(2);
                assertThat(dead.culprit()).map(Suspect::pid).hasValue(holder.pid());
                assertThat(dead.describe()).contains("pid " + holder.pid() + " (dead", "one of the 2 roles");
                assertThat(dead.advice()).contains("create it anew");
                assertThat(waiting.stallCount()).isZero();
            }
        }
    }

    @Test
    void theHolderOfASingleSideIsNamedAndNotOneWhoDiedBefore() throws Exception {
        Ring ring = ring(SyncMode.MULTI, SyncMode.SINGLE);
        try (Producer producer = ring.producer()) {
            producer.enqueueBulk(new long[4], 0, 4);
        }
        try (HoldingProcess first = HoldingProcess.start(path, "orders", Purpose.CONSUMER, 2)) {
            assertThat(onlyStall(ring).culprit()).map(Suspect::pid).hasValue(first.pid());
            first.kill();
            StalledSide dead = onlyStall(ring);
            assertThat(dead.culprit()).map(Suspect::isDead).hasValue(true);
            assertThat(dead.advice()).contains("undoes what it had begun");
        }
        try (Consumer next = ring.consumer()) {
            assertThat(Diagnosis.of(ring, TIME).isHealthy()).isTrue();
            next.reserveBulk(1);
            StalledSide held = onlyStall(ring);
            assertThat(ring.participants(Purpose.CONSUMER))
                    .as("the dead one's line is still there")
                    .hasSize(2);
            assertThat(held.culprit())
                    .map(Suspect::pid)
                    .hasValue(ProcessHandle.current().pid());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            names = {"MULTI", "MULTI_RTS"})
    void whereSeveralMayBeInTheMiddleItIsOneOfThemTheDeadFirst(SyncMode mode) throws Exception {
        Ring ring = ring(mode, SyncMode.MULTI);
        try (Producer mine = ring.producer()) {
            beginAnOperation(mode);
            StalledSide alone = onlyStall(ring);
            assertThat(alone.culprit())
                    .map(Suspect::pid)
                    .hasValue(ProcessHandle.current().pid());
            assertThat(alone.advice()).contains("jcmd");
            try (HoldingProcess other = HoldingProcess.start(path, "orders", Purpose.PRODUCER, 0)) {
                assertThat(onlyStall(ring).culprit()).as("one of two").isEmpty();
                other.kill();
                StalledSide side = onlyStall(ring);
                assertThat(side.culprit())
                        .as("it may have died while it was idle")
                        .isEmpty();
                assertThat(side.suspects()).extracting(Suspect::isDead).containsExactly(true, false);
                assertThat(side.describe()).contains("it is one of pid " + other.pid() + " (dead");
                assertThat(side.advice()).contains("create it anew");
            }
            assertThat(mine.stallCount()).isZero();
        }
    }

    /** Of two elements, by somebody who leaves no trace. */
    private void beginAnOperation(SyncMode mode) {
        MemorySegment memory = region.memory(region.zone("orders"));
        if (mode == SyncMode.MULTI_RTS) {
            Words.storeReleaseLong(memory, PRODUCER + HeadTailLayout.RTS_HEAD_WORD_OFFSET, 2L << 32 | 1);
        } else {
            Words.storeReleaseInt(memory, PRODUCER + HeadTailLayout.HEAD_OFFSET, 2);
        }
    }

    @Test
    void onARawRingNobodyIsKnown() {
        MemorySegment memory = Arena.ofAuto().allocate(2048, 64);
        Ring raw = Ring.createRaw(memory, "orders", RingSpec.ofEntries(8), AbiProfile.LINE_64);
        Words.storeReleaseInt(memory, PRODUCER, 1);
        StalledSide side = onlyStall(raw);
        assertThat(side.suspects()).isEmpty();
        assertThat(side.culprit()).isEmpty();
        assertThat(side.describe()).contains("tail 0 for 1 element that was reserved", "a C program");
        assertThat(side.advice()).contains("fuser");
    }

    @Test
    void aHealthyRingTakesOneLineAndNoTime() {
        Ring ring = ring(SyncMode.MULTI, SyncMode.MULTI);
        Diagnosis diagnosis = Diagnosis.of(ring, Duration.ofDays(1));
        assertThat(diagnosis.isHealthy()).isTrue();
        assertThat(diagnosis.toText()).isEqualTo("'orders' is healthy: 0 of 7 elements, no side stands still");
    }

    @Test
    void severalRingsAreWatchedAtOnce() {
        Ring ring = ring(SyncMode.MULTI, SyncMode.SINGLE);
        Ring other = Ring.create(region, "fills", RingSpec.ofEntries(8).withProducers(SyncMode.SINGLE));
        try (Producer producer = other.producer();
                Region onlooker = Region.open(path, Access.READ_ONLY)) {
            producer.reserveBulk(2);
            List<Diagnosis> all =
                    Diagnosis.ofAll(List.of(Ring.attach(onlooker, "orders"), Ring.attach(onlooker, "fills")), TIME);
            assertThat(all).extracting(Diagnosis::isHealthy).containsExactly(true, false);
            assertThat(ring.count()).isZero();
        }
    }

    @Test
    void severalRolesOfOneProcessAreOneSuspect() {
        Ring ring = ring(SyncMode.MULTI_HTS, SyncMode.MULTI);
        try (Producer producer = ring.producer();
                Producer other = ring.producer()) {
            producer.reserveBulk(2);
            StalledSide side = onlyStall(ring);
            assertThat(side.suspects()).hasSize(2);
            assertThat(side.culprit())
                    .map(Suspect::pid)
                    .hasValue(ProcessHandle.current().pid());
            assertThat(other.stallCount()).isZero();
        }
    }

    @Test
    void damageIsNotHealthyEither() {
        Ring ring = ring(SyncMode.MULTI, SyncMode.MULTI);
        Words.storeReleaseInt(region.memory(region.zone("orders")), 52, 99);
        Diagnosis diagnosis = Diagnosis.of(ring, TIME);
        assertThat(diagnosis.isHealthy()).isFalse();
        assertThat(diagnosis.stalled()).isEmpty();
        assertThat(diagnosis.toText()).contains("'orders' is not healthy", "mask: expected 7, found 99");
    }

    @Test
    void aMomentIsNotLongEnoughToCallSomethingStalled() {
        Ring ring = ring(SyncMode.MULTI, SyncMode.MULTI);
        assertThatThrownBy(() -> Diagnosis.of(ring, Duration.ofMillis(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100");
    }
}
