// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.inspect.RegionSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The number by which everyone sees that the owner of a region has started anew. */
final class SessionTest {
    private static final RegionSpec SPEC = RegionSpec.ofSize(100_000, 8, 8);

    @TempDir
    Path directory;

    @Test
    void whoHasTheRegionOpenSeesTheNewNumberAndWhatItOpenedWithStays() {
        Path path = directory.resolve("region");
        try (Region owner = Region.create(path, SPEC);
                Region reader = Region.open(path, Access.READ_ONLY)) {
            assertThat(reader.session()).isEqualTo(1);
            assertThat(owner.beginSession()).isEqualTo(2);
            assertThat(owner.beginSession()).isEqualTo(3);
            assertThat(reader.session()).isEqualTo(3);
            assertThat(reader.info().session()).isEqualTo(1);
            assertThat(RegionSnapshot.of(reader).info().session()).isEqualTo(3);
            try (Region later = Region.open(path)) {
                assertThat(later.info().session()).isEqualTo(3);
            }
        }
    }

    @Test
    void ofSeveralThatBeginOneAtTheSameTimeEachGetsANumberOfItsOwn() {
        int each = 1000;
        try (Region region = Region.anonymous(SPEC)) {
            List<Long> numbers = IntStream.range(0, 4 * each)
                    .parallel()
                    .mapToObj(_ -> region.beginSession())
                    .sorted()
                    .toList();
            assertThat(numbers)
                    .isEqualTo(LongStream.rangeClosed(2, 4 * each + 1).boxed().toList());
            assertThat(region.session()).isEqualTo(4 * each + 1);
        }
    }

    @Test
    void whoMayOnlyReadCannotBeginOne() {
        Path path = directory.resolve("region");
        Region.create(path, SPEC).close();
        try (Region reader = Region.open(path, Access.READ_ONLY)) {
            assertThatThrownBy(reader::beginSession)
                    .isInstanceOfSatisfying(
                            AnnulusException.class, e -> assertThat(e.reason()).isEqualTo(Reason.READ_ONLY));
            assertThat(reader.session()).isEqualTo(1);
        }
    }
}
