// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.Refusal;
import io.annulus.error.Reason;
import io.annulus.liveness.IdentityWord;
import io.annulus.liveness.ProcessIdentity;
import io.annulus.liveness.Purpose;
import io.annulus.liveness.Realm;
import io.annulus.liveness.Verdict;
import io.annulus.memory.Words;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a death in the middle of a change leaves in the directory is finished or undone by the next change. */
final class DirectoryRepairTest {
    private static final int SIZE = 100_000;

    private final Region region = Region.anonymous(RegionSpec.ofSize(SIZE, 4, 4));
    private final MemorySegment whole = region.memory(new Zone("", ZoneKind.RING, 0, SIZE, 0, 0, 0));
    private final Zone first = region.createZone(ZoneSpec.raw("first", 1000), memory -> memory.fill((byte) 1));

    @AfterEach
    void close() {
        region.close();
    }

    private void setState(int entry, int state) {
        Words.storeReleaseInt(whole, entry(entry) + DirectoryLayout.STATE_OFFSET, state);
    }

    private static long entry(int index) {
        return HeaderLayout.HEADER_SIZE + (long) index * DirectoryLayout.ENTRY_SIZE;
    }

    private long zonesEnd() {
        return Words.loadAcquireLong(whole, HeaderLayout.ZONES_END_OFFSET);
    }

    @Test
    void aReservedEntryWhoseSpaceWasNotTakenYetIsFreeAgain() {
        long end = zonesEnd();
        Words.storeOpaqueLong(whole, entry(1) + DirectoryLayout.OFFSET_OFFSET, end);
        Words.storeOpaqueLong(whole, entry(1) + DirectoryLayout.EXTENT_OFFSET, 1024);
        setState(1, DirectoryLayout.RESERVED);
        Zone next = region.createZone(ZoneSpec.raw("next", 500), _ -> {});
        assertThat(next.offset()).isEqualTo(end);
        assertThat(next.entry()).isEqualTo(1);
        assertThat(region.zones()).containsExactly(first, next);
    }

    @Test
    void aReservedEntryWhoseSpaceWasTakenKeepsItForTheNext() {
        long end = zonesEnd();
        Words.storeOpaqueLong(whole, entry(1) + DirectoryLayout.OFFSET_OFFSET, end);
        Words.storeOpaqueLong(whole, entry(1) + DirectoryLayout.EXTENT_OFFSET, 1024);
        setState(1, DirectoryLayout.RESERVED);
        Words.storeReleaseLong(whole, HeaderLayout.ZONES_END_OFFSET, end + 1024);
        Zone next = region.createZone(ZoneSpec.raw("next", 500), _ -> {});
        assertThat(next.offset()).isEqualTo(end);
        assertThat(zonesEnd()).isEqualTo(end + 1024);
    }

    @Test
    void anInterruptedResetIsFinished() {
        Words.storeOpaqueInt(whole, entry(0) + DirectoryLayout.ZERO_WORDS_OFFSET, 128);
        Words.storeOpaqueInt(whole, entry(0) + DirectoryLayout.ZERO_WORDS_OFFSET + 4, 256);
        setState(0, DirectoryLayout.RESETTING);
        assertThat(region.zones()).containsExactly(first);
        Refusal.of(Reason.REMOVED, () -> region.join(first, Purpose.PRODUCER, 0, ClaimPolicy.SHARED), "being changed");
        region.createZone(ZoneSpec.raw("next", 500), _ -> {});
        assertThat(region.zone("first")).isEqualTo(first);
        assertThat(Words.loadAcquireLong(region.memory(first), 128)).isZero();
        assertThat(Words.loadAcquireLong(region.memory(first), 256)).isZero();
        assertThat(Words.loadAcquireLong(region.memory(first), 136)).isEqualTo(0x0101010101010101L);
    }

    @Test
    void aResetThatDiedBeforeItsListWasCompleteChangesNothing() {
        Words.storeOpaqueInt(whole, entry(0) + DirectoryLayout.ZERO_WORDS_OFFSET + 4, 256);
        setState(0, DirectoryLayout.RESETTING);
        region.createZone(ZoneSpec.raw("next", 500), _ -> {});
        assertThat(region.zone("first")).isEqualTo(first);
        assertThat(Words.loadAcquireLong(region.memory(first), 256)).isEqualTo(0x0101010101010101L);
    }

    @Test
    void wildWordsToZeroStayInsideTheZone() {
        byte[] before = region.memory(first).toArray(JAVA_BYTE);
        Words.storeOpaqueInt(whole, entry(0) + DirectoryLayout.ZERO_WORDS_OFFSET, 1 << 20);
        Words.storeOpaqueInt(whole, entry(0) + DirectoryLayout.ZERO_WORDS_OFFSET + 4, -8);
        Words.storeOpaqueInt(whole, entry(0) + DirectoryLayout.ZERO_WORDS_OFFSET + 8, 9);
        setState(0, DirectoryLayout.RESETTING);
        region.createZone(ZoneSpec.raw("next", 500), _ -> {});
        assertThat(region.memory(first).toArray(JAVA_BYTE)).isEqualTo(before);
    }

    @Test
    void aDeadHoldersLockIsReleasedBeforeTheLineThatProvesItsDeathIsUsedAgain() throws IOException {
        try (Region small = Region.anonymous(RegionSpec.ofSize(SIZE, 4, 1))) {
            MemorySegment memory = small.memory(new Zone("", ZoneKind.RING, 0, SIZE, 0, 0, 0));
            ProcessIdentity dead = deadProcess();
            long line = HeaderLayout.participantsOffset(4);
            Realm realm = dead.realm();
            Words.storeOpaqueLong(memory, line, dead.word());
            Words.storeOpaqueLong(memory, line + 16, Long.reverseBytes(realm.bootHigh()));
            Words.storeOpaqueLong(memory, line + 24, Long.reverseBytes(realm.bootLow()));
            Words.storeOpaqueLong(memory, line + 32, realm.pidNamespace());
            Words.storeOpaqueLong(memory, line + 40, realm.timeNamespace());
            Words.storeReleaseLong(memory, line + 8, 1);
            Words.storeReleaseLong(memory, HeaderLayout.DIRECTORY_OWNER_OFFSET, dead.word());
            assertThat(small.participants()).hasSize(1).allMatch(p -> p.verdict() == Verdict.DEAD);
            small.createZone(ZoneSpec.raw("next", 500), _ -> {});
            assertThat(small.zones()).hasSize(1);
        }
    }

    private static ProcessIdentity deadProcess() throws IOException {
        long pid = new ProcessBuilder("true").start().onExit().join().pid();
        return new ProcessIdentity(
                IdentityWord.of(pid, 1), ProcessIdentity.current().realm());
    }

    @Test
    void aHolderNobodyCanJudgeIsWaitedForAndThenNamed() {
        Words.storeReleaseLong(whole, HeaderLayout.DIRECTORY_OWNER_OFFSET, (4711L << 42) | 12345);
        Refusal.of(
                Reason.DIRECTORY_BUSY,
                () -> region.createZone(ZoneSpec.raw("next", 500), _ -> {}),
                "pid 4711",
                "10 seconds");
        assertThat(region.participants()).isEmpty();
        Words.storeReleaseLong(whole, HeaderLayout.DIRECTORY_OWNER_OFFSET, 0);
        region.createZone(ZoneSpec.raw("next", 500), _ -> {});
    }
}
