// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.Refusal;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import io.annulus.region.AbiProfile;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.region.Zone;
import io.annulus.region.ZoneSpec;
import io.annulus.sync.HeadTailLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What attaching to a ring refuses; whatever it finds, it changes nothing. Rows of {@code docs/errors.md}. */
final class RingErrorsTest {
    private final Region region = Region.anonymous(RegionSpec.ofSize(1 << 20, 8, 8));
    private final MemorySegment raw = Arena.ofAuto().allocate(1024, 64);

    @AfterEach
    void close() {
        region.close();
    }

    private void refusedUnchanged(Reason reason, String... words) {
        byte[] before = raw.toArray(JAVA_BYTE);
        Refusal.of(reason, () -> Ring.attachRaw(raw, 8, AbiProfile.LINE_64), words);
        assertThat(raw.toArray(JAVA_BYTE)).isEqualTo(before);
    }

    private void makeRaw() {
        Ring.createRaw(raw, "errors", RingSpec.ofEntries(8), AbiProfile.LINE_64);
    }

    @Test
    void anUnknownNameListsWhatIsThere() {
        Ring.create(region, "orders", RingSpec.ofEntries(8));
        Ring.create(region, "fills", RingSpec.ofEntries(8));
        Refusal.of(Reason.NOT_FOUND, () -> Ring.attach(region, "order"), "orders", "fills", "annulus ring create");
    }

    @Test
    void aTakenNameIsRefused() {
        Ring.create(region, "orders", RingSpec.ofEntries(8));
        Refusal.of(Reason.ALREADY_EXISTS, () -> Ring.create(region, "orders", RingSpec.ofEntries(8)), "orders");
        assertThat(region.zones()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a name", "a/b", "twenty-nine-characters-are-too", "é"})
    void aBadNameIsRefusedAndNeverShortened(String name) {
        Refusal.of(Reason.BAD_NAME, () -> Ring.create(region, name, RingSpec.ofEntries(8)), "28");
        assertThat(region.zones()).isEmpty();
    }

    @Test
    void theLongestNameFits() {
        String longest = "x".repeat(28);
        assertThat(Ring.create(region, longest, RingSpec.ofEntries(8)).name()).isEqualTo(longest);
        assertThat(Ring.attach(region, longest).name()).isEqualTo(longest);
    }

    @Test
    void aRawZoneIsNoRing() {
        region.createZone(ZoneSpec.raw("notes", 100), _ -> {});
        Refusal.of(Reason.WRONG_KIND, () -> Ring.attach(region, "notes"), "notes", "raw zone");
    }

    @Test
    void aRingTooLargeForTheRegionIsRefused() {
        Refusal.of(Reason.NO_SPACE, () -> Ring.create(region, "huge", RingSpec.ofEntries(1 << 20)), "huge", "left");
        assertThat(region.zones()).isEmpty();
    }

    /** Tried with the defect put back: with the state of the zone not asked, the removed ring gives a producer. */
    @Test
    void aRemovedRingGivesNoRoles() {
        Ring ring = Ring.create(region, "gone", RingSpec.ofEntries(8));
        region.removeZone("gone");
        Refusal.of(Reason.REMOVED, ring::producer, "gone");
        Refusal.of(Reason.REMOVED, ring::reset, "gone");
    }

    /** Tried with the defect put back: with the zone's generation not compared, it gives a producer on the other ring. */
    @Test
    void aRemovedRingGivesNoRolesOnTheOneInItsPlace() {
        Ring ring = Ring.create(region, "gone", RingSpec.ofEntries(8));
        Zone place = region.zone("gone");
        region.removeZone("gone");
        Ring.create(region, "there", RingSpec.ofEntries(8));
        assertThat(region.zone("there").offset()).isEqualTo(place.offset());
        Refusal.of(Reason.REMOVED, ring::producer, "gone");
        Refusal.of(Reason.REMOVED, ring::consumer, "gone");
        Refusal.of(Reason.REMOVED, ring::reset, "gone");
    }

    @ParameterizedTest
    @CsvSource({"0x80", "0x100", "0xffffffff"})
    void unknownFlagsAreRefused(String flags) {
        makeRaw();
        Words.storeReleaseInt(raw, RingLayout.FLAGS_OFFSET, (int) (long) Long.decode(flags));
        refusedUnchanged(Reason.BAD_FLAGS, "0x7f");
    }

    @ParameterizedTest
    @CsvSource({"0x09,producer", "0x21,producer", "0x28,producer", "0x12,consumer", "0x42,consumer", "0x50,consumer"})
    void conflictingFlagsAreRefused(String flags, String side) {
        makeRaw();
        Words.storeReleaseInt(raw, RingLayout.FLAGS_OFFSET, Integer.decode(flags));
        refusedUnchanged(Reason.BAD_FLAGS, side, flags.replace("0x0", "0x"));
    }

    @Test
    void aSyncTypeThatTheFlagsDoNotSayIsRefused() {
        makeRaw();
        Words.storeReleaseInt(raw, 128 + HeadTailLayout.SYNC_TYPE_OFFSET, 3);
        refusedUnchanged(Reason.BAD_FLAGS, "producer sync type 0", "found 3");
        Refusal.of(Reason.BAD_GEOMETRY, () -> Ring.attachRaw(raw.asSlice(0, 200), 8, AbiProfile.LINE_64));
    }

    @ParameterizedTest
    @CsvSource({"48,0", "48,7", "48,1", "48,-8", "48,16", "52,8", "56,8", "56,0", "56,6"})
    void geometryThatDoesNotFitIsRefused(long offset, int value) {
        makeRaw();
        Words.storeReleaseInt(raw, offset, value);
        refusedUnchanged(Reason.BAD_GEOMETRY, "expected");
    }

    @Test
    void aTableLargerThanItsMemoryIsRefused() {
        makeRaw();
        Words.storeReleaseInt(raw, RingLayout.SIZE_OFFSET, 1 << 30);
        Words.storeReleaseInt(raw, RingLayout.MASK_OFFSET, (1 << 30) - 1);
        Words.storeReleaseInt(raw, RingLayout.CAPACITY_OFFSET, (1 << 30) - 1);
        refusedUnchanged(Reason.BAD_GEOMETRY, "8589934976 bytes");
    }

    @Test
    void aNameWithoutEndIsRefused() {
        makeRaw();
        byte[] name = new byte[RingLayout.NAME_SIZE];
        Arrays.fill(name, (byte) 'x');
        Words.storeBytes(raw, 0, name);
        refusedUnchanged(Reason.BAD_GEOMETRY, "29 bytes");
    }

    @Test
    void aRingWhoseNameIsNotThatOfItsEntryIsRefused() {
        Ring ring = Ring.create(region, "mine", RingSpec.ofEntries(8));
        Words.storeBytes(ring.memory(), 0, new byte[] {'y'});
        Refusal.of(Reason.BAD_GEOMETRY, () -> Ring.attach(region, "mine"), "yine");
    }

    @Test
    void memoryThatCannotHoldARingIsRefused() {
        Refusal.of(
                Reason.BAD_GEOMETRY,
                () -> Ring.attachRaw(MemorySegment.ofArray(new long[200]), 8, AbiProfile.LINE_64),
                "heap");
        Refusal.of(Reason.BAD_GEOMETRY, () -> Ring.attachRaw(raw.asSlice(4), 8, AbiProfile.LINE_64), "multiple of 8");
        Refusal.of(
                Reason.NO_SPACE,
                () -> Ring.createRaw(raw, "large", RingSpec.ofEntries(1024), AbiProfile.LINE_64),
                "1024");
        MemorySegment heap = MemorySegment.ofArray(new long[200]);
        Refusal.of(Reason.BAD_GEOMETRY, () -> Ring.createRaw(heap, "heap", RingSpec.ofEntries(8), AbiProfile.LINE_64));
        Refusal.of(
                Reason.READ_ONLY,
                () -> Ring.createRaw(raw.asReadOnly(), "read", RingSpec.ofEntries(8), AbiProfile.LINE_64));
        Refusal.of(Reason.BAD_GEOMETRY, () -> new AbiProfile(32, 1), "64 or 128");
    }

    @Test
    void aRawRingMappedReadOnlyCanBeLookedAt() {
        makeRaw();
        Ring ring = Ring.attachRaw(raw.asReadOnly(), 8, AbiProfile.LINE_64);
        assertThat(ring.isEmpty()).isTrue();
        Refusal.of(Reason.READ_ONLY, ring::consumer);
        Refusal.of(Reason.READ_ONLY, ring::reset);
    }

    @Test
    void aRingOfAClosedRegionGivesNoRoles() {
        Ring ring = Ring.create(region, "mine", RingSpec.ofEntries(8));
        region.close();
        Refusal.of(Reason.CLOSED, ring::producer, "region was closed");
        Refusal.of(Reason.CLOSED, ring::reset);
    }
}
