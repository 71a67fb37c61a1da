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
                scenario("removing a ring", RemoveRing::new, 40),
                scenario("creating a ring where removed space is given back", GiveBack::new, 85),
                scenario("creating a ring with the last participant line", LastLine::new, 70),
                scenario("emptying a ring", ResetRing::new, 50),
                scenario("being refused to empty a ring in use", ResetBusyRing::new, 50),
                scenario("taking and giving back both SINGLE sides", TakeSides::new, 50),
                scenario("taking both SINGLE sides over from the dead", TakeOverSides::new, 50),
                scenario("enqueuing on a SINGLE side", EnqueueSingle::new, 7),
                scenario("dequeuing from a SINGLE side", DequeueSingle::new, 7),
                scenario("enqueuing on a MULTI side", EnqueueMulti::new, 5),
                scenario("dequeuing from a MULTI side", DequeueMulti::new, 5),
                scenario("enqueuing on an HTS side", SideWork.ENQUEUE_ON_HTS, 5),
                scenario("enqueuing on an RTS side", SideWork.ENQUEUE_ON_RTS, 9),
                scenario("dequeuing from an HTS side", SideWork.DEQUEUE_ON_HTS, 5),
                scenario("dequeuing from an RTS side", SideWork.DEQUEUE_ON_RTS, 9),
                scenario("filling slots of a SINGLE side in place", SideWork.FILL_ON_SINGLE, 15),
                scenario("filling slots of an HTS side in place", SideWork.FILL_ON_HTS, 15),
                scenario("looking at elements of a SINGLE side in place", SideWork.LOOK_ON_SINGLE, 14),
                scenario("looking at elements of an HTS side in place", SideWork.LOOK_ON_HTS, 14));
    }

    private static Arguments scenario(String name, SideWork work, int atLeast) {
        return scenario(name, () -> new SideDeath(work), atLeast);
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
