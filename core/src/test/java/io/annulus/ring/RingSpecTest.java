// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.Refusal;
import io.annulus.error.Reason;
import io.annulus.region.AbiProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ring can be, where DPDK would take nonsense. */
final class RingSpecTest {

    /** Tried with the defect put back: with neither the limit nor the power of two asked for, 0 is no longer refused. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4097, -8, (1 << 30) + 1, Integer.MIN_VALUE})
    void entriesMustBeAPowerOfTwoAndMoreThanOne(int entries) {
        Refusal.of(Reason.BAD_SPEC, () -> RingSpec.ofEntries(entries), "power of two", "found");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void anExactCapacityMustLeaveASlotFreeInTheLargestTable(int capacity) {
        Refusal.of(Reason.BAD_SPEC, () -> RingSpec.ofCapacity(capacity), "2^30 - 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 23, -4})
    void elementsAreWholeWords(int bytes) {
        Refusal.of(Reason.BAD_SPEC, () -> RingSpec.ofEntries(8).withElementSize(bytes), "multiple of 4");
    }

    @ParameterizedTest
    @CsvSource({"1,2", "2,4", "3,4", "4,8", "15,16", "16,32", "1073741823,1073741824"})
    void anExactRingIsTheNextPowerOfTwoAboveItsCapacity(int capacity, int size) {
        assertThat(RingSpec.ofCapacity(capacity).size()).isEqualTo(size);
        assertThat(RingSpec.ofCapacity(capacity).capacity()).isEqualTo(capacity);
    }

    @Test
    void aPowerOfTwoRingHoldsOneLess() {
        assertThat(RingSpec.ofEntries(1024).capacity()).isEqualTo(1023);
        assertThat(RingSpec.ofEntries(1 << 30).capacity()).isEqualTo((1 << 30) - 1);
    }

    /** Tried with the defect put back: with words counted in 32 bits, the 16 GiB are not refused. */
    @Test
    void aTableThatDpdkCannotIndexIsRefused() {
        Refusal.of(Reason.BAD_SPEC, () -> RingSpec.ofEntries(1 << 28).withElementSize(64), "16 GiB");
        assertThat(RingSpec.ofEntries(1 << 30).withElementSize(16).elementSize())
                .isEqualTo(16);
        assertThat(RingSpec.ofEntries(1 << 27).withElementSize(64).elementSize())
                .isEqualTo(64);
    }

    /** Tried with the defect put back: with bytes counted in 32 bits, a ring of 2^50 bytes takes 384. */
    @Test
    void theLargestRingsAreCountedIn64Bits() {
        assertThat(RingLayout.memoryBytes(AbiProfile.LINE_64, 1 << 20, 1 << 30)).isEqualTo((1L << 50) + 384);
        assertThat(RingLayout.memoryBytes(AbiProfile.LINE_64, 8, 1024)).isEqualTo(8576);
        assertThat(RingLayout.memoryBytes(AbiProfile.LINE_128, 8, 1024)).isEqualTo(8960);
    }

    @ParameterizedTest
    @CsvSource({"8,0", "64,7", "1024,127"})
    void theHeadTailDistanceIsAnEighthOfTheCapacityUnlessSaidOtherwise(int entries, int distance) {
        assertThat(RingSpec.ofEntries(entries).initialHeadTailDistance()).isEqualTo(distance);
        assertThat(RingSpec.ofEntries(entries).withHeadTailDistance(3).initialHeadTailDistance())
                .isEqualTo(3);
        assertThat(RingSpec.ofEntries(entries).withHeadTailDistance(0).initialHeadTailDistance())
                .isZero();
    }

    @Test
    void aNegativeHeadTailDistanceIsRefused() {
        Refusal.of(Reason.BAD_SPEC, () -> RingSpec.ofEntries(8).withHeadTailDistance(-2), "0 or more", "-2");
    }
}
