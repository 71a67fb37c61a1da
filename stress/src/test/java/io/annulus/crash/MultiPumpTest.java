// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.region.Region;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two producer processes and a consumer process work on a ring of a MULTI mode, and one of them is killed, again and again: either the
 * ring goes on, or it says that a side is stalled and that the dead one is among those who can have stalled it. The order
 * of each producer is kept, nothing comes twice, and what is missing a dead consumer can have taken with it. In
 * the end a reset heals the ring.
 */
class MultiPumpTest {
    // So many looks in a row at a side that does not move: then it is taken for stalled. That decides which of the two
    // permitted ends a round is counted as, and nothing else.
    private static final int LOOKS = 400;

    private static final long SEED = 2;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            names = {"MULTI", "MULTI_RTS", "MULTI_HTS"})
    void afterADeathAMultiRingGoesOnOrNamesTheCulprit(SyncMode mode) {
        Random random = new Random(SEED);
        int stalled = 0;
        int regions = 0;
        int round = 0;
        while (round < PumpTest.ROUNDS) {
            try (Region region = Region.create(directory.resolve("region" + regions++), PumpTest.REGION);
                    MultiCrew crew = new MultiCrew(region, mode, random)) {
                boolean goesOn = true;
                while (goesOn && round < PumpTest.ROUNDS && crew.hasNumbers()) {
                    round++;
                    goesOn = crew.killOne(LOOKS);
                }
                stalled += goesOn ? 0 : 1;
                crew.requireNothingLost();
                crew.requireThatAResetHeals();
            }
        }
        System.out.printf("%s: %d of %d deaths stalled the ring%n", mode, stalled, round);
    }
}
