// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.memory.Words;
import io.annulus.region.AbiProfile;
import io.annulus.region.Access;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.region.ZoneState;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import io.annulus.sync.HeadTailLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an onlooker is told of a ring, and that it is told of everything that cannot be. */
final class RingSnapshotTest {
    private static final int FLAGS = 32;
    private static final int PRODUCER = 128;
    private static final int CONSUMER = 256;

    private final MemorySegment memory = Arena.ofAuto().allocate(2048, 64);

    @TempDir
    private Path directory;

    private Ring make(SyncMode producers, SyncMode consumers) {
        RingSpec spec = RingSpec.ofEntries(8).withProducers(producers).withConsumers(consumers);
        return Ring.createRaw(memory, "seen", spec, AbiProfile.LINE_64);
    }

    private void set(long offset, int value) {
        Words.storeReleaseInt(memory, offset, value);
    }

    @ParameterizedTest
    @EnumSource(SyncMode.class)
    void aSoundRingHasNoFindingsWhateverIsInIt(SyncMode mode) {
        Ring ring = make(mode, mode);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            for (int i = 0; i < 20; i++) {
                RingSnapshot snapshot = RingSnapshot.of(ring);
                assertThat(snapshot.consistency()).isEqualTo(Consistency.ONE_MOMENT);
                assertThat(snapshot.findings()).isEmpty();
                assertThat(snapshot.stalls()).isEmpty();
                assertThat(snapshot.info()).isEqualTo(ring.info());
                producer.enqueueBurst(new long[5], 0, 5);
                assertThat(RingSnapshot.of(ring).findings()).isEmpty();
                consumer.dequeueBurst(new long[3], 0, 3);
            }
            producer.enqueueBurst(new long[7], 0, 7);
            assertThat(RingSnapshot.of(ring).findings()).isEmpty();
            assertThat(RingSnapshot.of(ring).info().free()).isZero();
        }
    }

    @Test
    void operationsInProgressAreSeenWithWhatTheyReserved() {
        Ring ring = make(SyncMode.MULTI_HTS, SyncMode.SINGLE);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            producer.enqueueBulk(new long[4], 0, 4);
            producer.reserveBulk(3);
            consumer.reserveBulk(4);
            RingSnapshot snapshot = RingSnapshot.of(ring);
            assertThat(snapshot.findings()).isEmpty();
            assertThat(snapshot.stalls())
                    .extracting(stall -> stall.side() + " " + (stall.head() - stall.tail()))
                    .containsExactly("PRODUCER 3", "CONSUMER 4");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "128, 8, 'producer head: expected at most 7 ahead of its tail 0, found 8'",
        "128, -1, 'producer head: expected at most 7 ahead of its tail 0, found 4294967295'",
        "256, 8, 'consumer head: expected at most 7 ahead of its tail 0, found 8'",
        "256, 1, 'consumer head: expected at most 0 ahead of its tail 0, found 1'",
        "132, 100, 'producer tail: expected at most 7 ahead of the consumer tail 0, found 100'",
        "260, 1, 'producer tail: expected at most 7 ahead of the consumer tail 1, found 0'"
    })
    void anIndexThatCannotBeIsAFinding(int offset, int value, String finding) {
        Ring ring = make(SyncMode.MULTI, SyncMode.SINGLE);
        set(offset, value);
        assertThat(RingSnapshot.of(ring).findings()).contains(finding);
    }

    @Test
    void whatIsUsedAndReservedTogetherIsNoMoreThanTheRingHolds() {
        Ring ring = make(SyncMode.SINGLE, SyncMode.MULTI);
        set(PRODUCER + HeadTailLayout.TAIL_OFFSET, 5);
        set(PRODUCER + HeadTailLayout.HEAD_OFFSET, 7);
        assertThat(RingSnapshot.of(ring).findings()).isEmpty();
        set(PRODUCER + HeadTailLayout.HEAD_OFFSET, 8);
        assertThat(RingSnapshot.of(ring).findings())
                .containsExactly("producer head: expected at most 7 ahead of the consumer tail 0, found 8");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "3, 1", "3, 2", "3, 3"})
    void operationsInProgressOfRtsHoldAnElementOrMoreEach(int reserved, int operations) {
        assertThat(findingsOfRts(reserved, operations)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, -1", "3, 0", "3, 4", "3, -1"})
    void countsOfRtsThatCannotBeAreAFinding(int reserved, int operations) {
        assertThat(findingsOfRts(reserved, operations))
                .singleElement()
                .asString()
                .startsWith("producer counts: expected")
                .endsWith("found " + Integer.toUnsignedString(operations));
    }

    private List<String> findingsOfRts(int reserved, int operations) {
        Ring ring = make(SyncMode.MULTI_RTS, SyncMode.MULTI_RTS);
        set(PRODUCER + HeadTailLayout.RTS_HEAD_OFFSET, reserved);
        set(PRODUCER + HeadTailLayout.RTS_HEAD_COUNT_OFFSET, operations);
        return RingSnapshot.of(ring).findings();
    }

    @ParameterizedTest
    @CsvSource({
        "32, 4, 'flags: expected 0, found 4'",
        "48, 16, 'size: expected 8, found 16'",
        "52, 15, 'mask: expected 7, found 15'",
        "56, -1, 'capacity: expected 7, found 4294967295'",
        "136, 1, 'producer sync type: expected 0, found 1'",
        "264, 3, 'consumer sync type: expected 0, found 3'"
    })
    void aHeaderWordThatChangedIsAFinding(int offset, int value, String finding) {
        Ring ring = make(SyncMode.MULTI, SyncMode.MULTI);
        set(offset, value);
        assertThat(RingSnapshot.of(ring).findings()).containsExactly("header word " + finding);
    }

    @Test
    void whatLiesWhereARemovedRingWasIsNoneOfItsBusiness() {
        try (Region region = Region.anonymous(RegionSpec.ofSize(100_000, 4, 8))) {
            Ring ring = Ring.create(region, "first", RingSpec.ofEntries(8));
            MemorySegment there = region.memory(region.zone("first"));
            region.removeZone("first");
            Ring.create(region, "other", RingSpec.ofEntries(8));
            Words.storeReleaseInt(there, FLAGS, 4);
            Words.storeReleaseInt(there, CONSUMER, 2);
            RingSnapshot snapshot = RingSnapshot.of(ring);
            assertThat(snapshot.entry().orElseThrow().state()).isEqualTo(ZoneState.REMOVED);
            assertThat(snapshot.isRemoved()).isTrue();
            assertThat(snapshot.findings()).isEmpty();
            assertThat(snapshot.toText()).contains("removed");
            assertThat(Diagnosis.of(ring, StallWatch.LASTING).isHealthy()).isTrue();
            assertThat(RingSnapshot.of(Ring.attach(region, "other")).findings())
                    .as("it is what lies there that is damaged")
                    .isNotEmpty();
        }
    }

    @Test
    void lookingChangesNoByteAndNeedsNoRightToWrite() throws Exception {
        Path path = directory.resolve("region");
        try (Region region = Region.create(path, RegionSpec.ofSize(100_000, 4, 8))) {
            Ring ring = Ring.create(region, "seen", RingSpec.ofEntries(8).withProducers(SyncMode.MULTI_HTS));
            try (Producer producer = ring.producer()) {
                producer.enqueue(1L);
                producer.reserveBulk(2);
                byte[] before = Files.readAllBytes(path);
                try (Region onlooker = Region.open(path, Access.READ_ONLY)) {
                    assertThat(RegionSnapshot.of(onlooker).findings()).isEmpty();
                    Diagnosis diagnosis = Diagnosis.of(Ring.attach(onlooker, "seen"), StallWatch.LASTING);
                    assertThat(diagnosis.stalled()).hasSize(1);
                    assertThat(diagnosis.toText()).contains("seen");
                }
                assertThat(Files.readAllBytes(path)).isEqualTo(before);
            }
        }
    }

    @Test
    void aSideHeldByADeadProcessIsAFindingUntilItIsTakenOver() throws Exception {
        Path path = directory.resolve("region");
        try (Region region = Region.create(path, RegionSpec.ofSize(100_000, 4, 8))) {
            RingSpec spec = RingSpec.ofEntries(8).withProducers(SyncMode.SINGLE);
            Ring ring = Ring.create(region, "seen", spec);
            try (HoldingProcess holder = HoldingProcess.start(path, "seen", Purpose.PRODUCER, 2)) {
                assertThat(RingSnapshot.of(ring).findings()).isEmpty();
                assertThat(RingSnapshot.of(ring).entry().orElseThrow().producerClaim())
                        .hasValueSatisfying(claim -> assertThat(claim.pid()).isEqualTo(holder.pid()));
                holder.kill();
                assertThat(RingSnapshot.of(ring).findings())
                        .singleElement()
                        .asString()
                        .contains("producer side is held by pid " + holder.pid() + " (dead", "takes it over");
            }
            try (Producer next = ring.producer()) {
                assertThat(next.enqueue(7L)).isTrue();
                assertThat(RingSnapshot.of(ring).findings()).isEmpty();
            }
        }
    }

    @Test
    void theTextSaysWhatDpdksDumpSays() {
        Ring ring = make(SyncMode.SINGLE, SyncMode.MULTI_RTS);
        try (Producer producer = ring.producer()) {
            producer.enqueueBulk(new long[3], 0, 3);
        }
        set(CONSUMER + HeadTailLayout.RTS_HEAD_OFFSET, 9);
        assertThat(RingSnapshot.of(ring).at(4992).toText()).isEqualTo("""
                        ring          seen
                        place         448 bytes at offset 4992
                        slots         8, holds 7 elements of 8 bytes
                        flags         0x11 (RING_F_SP_ENQ | RING_F_MC_RTS_DEQ)
                        used          3, free 4
                        producers     single, head 3, tail 3
                        consumers     rts, head 9, tail 0, 9 reserved, head count 0, tail count 0,
                                      head-tail distance 0
                        finding       consumer head: expected at most 7 ahead of its tail 0, found 9""");
    }
}
