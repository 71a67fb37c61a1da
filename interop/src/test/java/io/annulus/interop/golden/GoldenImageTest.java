// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.golden;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.interop.CPeers;
import io.annulus.interop.Elements;
import io.annulus.interop.Ended;
import io.annulus.interop.Shape;
import io.annulus.region.AbiProfile;
import io.annulus.ring.Consumer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingInfo;
import io.annulus.ring.RingSpec;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rings that DPDK left in memory long ago are read, and made, to the byte; with 64-byte cache lines and with 128. */
final class GoldenImageTest {

    static Stream<GoldenImage> everyImage() {
        return Stream.of(AbiProfile.LINE_64, AbiProfile.LINE_128).flatMap(profile -> GoldenImage.all(profile).stream());
    }

    @Test
    void everyPairOfModesIsThereInThreeShapesAndBothProfiles() {
        assertThat(everyImage().map(GoldenImage::toString)).hasSize(2 * 16 * 3).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("everyImage")
    void aRingThatDpdkLeftIsAttachedToAndItsElementsAreThere(GoldenImage image) {
        RingSpec spec = image.spec();
        List<Long> expected = new GoldenScript(spec).left();
        Ring ring = Ring.attachRaw(image.memory(), spec.elementSize(), image.profile());
        RingInfo info = ring.info();
        assertThat(info.name()).isEqualTo("golden");
        assertThat(info.flags()).isEqualTo(Shape.flags(spec));
        assertThat(info.size()).isEqualTo(spec.size());
        assertThat(info.capacity()).isEqualTo(spec.capacity());
        assertThat(info.producers().mode()).isEqualTo(spec.producers());
        assertThat(info.consumers().mode()).isEqualTo(spec.consumers());
        assertThat(info.used()).isEqualTo(expected.size());
        assertThat(info.memoryBytes()).isEqualTo(image.bytes().length);
        assertThat(ring.stalls()).isEmpty();
        ring.requireSoundIndices();
        assertThat(drain(ring)).isEqualTo(expected);
    }

    private static List<Long> drain(Ring ring) {
        Elements elements = new Elements(ring.elementSize());
        MemorySegment memory = elements.from(0, ring.size());
        List<Long> numbers = new ArrayList<>();
        try (Consumer consumer = ring.consumer()) {
            int moved = consumer.dequeueBurst(memory, 0, ring.size());
            for (int k = 0; k < moved; k++) {
                numbers.add(elements.value(memory, k));
            }
        }
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("everyImage")
    void theSameScriptInJavaLeavesTheSameBytes(GoldenImage image) {
        MemorySegment memory = image.place();
        Ring ring = Ring.createRaw(memory, "golden", image.spec(), image.profile());
        Shape.seed(memory, image.spec(), image.profile(), image.start());
        new GoldenScript(image.spec()).play(ring);
        assertThat(memory.toArray(JAVA_BYTE)).isEqualTo(image.bytes());
    }

    @ParameterizedTest
    @CsvSource({"golden_image, 64", "golden_image_128, 128"})
    void dpdkAsItIsInstalledHereStillLeavesTheSame(String program, int cacheLine) {
        Ended ended = CPeers.run(program);
        assertThat(ended.errors()).isEmpty();
        assertThat(ended.status()).isZero();
        assertThat(ended.lines()).isEqualTo(GoldenImage.lines(new AbiProfile(cacheLine, 1)));
    }
}
