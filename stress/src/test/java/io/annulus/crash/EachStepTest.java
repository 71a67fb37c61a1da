// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a process was doing when it was killed, and however far it had come, the next one goes on. */
class EachStepTest {
    @TempDir
    private Path directory;

    static Stream<Arguments> scenarios() {
        return Stream.of(
                scenario("creating a region", CreateRegion::new, 50),
                scenario("removing a region", RemoveRegion::new, 25),
                scenario("creating a ring", CreateRing::new, 70),
                scenario("creating a ring in a removed one's place", ReuseExtent::new, 85),
                scenario("removing a ring", RemoveRing::new, 40));
    }

    private static Arguments scenario(String name, Supplier<Scenario> scenario, int atLeast) {
        return Arguments.of(name, scenario, atLeast);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void aDeathAtAnyStepLeavesWhatTheNextProcessCanGoOnWith(String name, Supplier<Scenario> scenario, int atLeast) {
        assertThat(EachStep.of(scenario, directory)).as(name).isGreaterThanOrEqualTo(atLeast);
    }
}
