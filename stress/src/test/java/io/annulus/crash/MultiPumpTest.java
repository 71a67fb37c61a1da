// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.region.Region;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two producer processes and a consumer process work on a MULTI ring, and one of them is killed, again and again: either the
 * ring goes on, or it says that a side is stalled and that the dead one is among those who can have stalled it. The order
 * of each producer is kept, nothing comes twice, and what is missing a dead consumer can have taken with it.
 */
class MultiPumpTest {
    // So many looks in a row at a side that does not move: then it is taken for stalled. That decides which of the two
    // permitted ends a round is counted as, and nothing else.
    private static final int LOOKS = 400;

    private static final long SEED = 2;

    @TempDir
    private Path directory;

    @Test
    void afterADeathAMultiRingGoesOnOrNamesTheCulprit() {
        Random random = new Random(SEED);
        int stalled = 0;
        int regions = 0;
        int round = 0;
        while (round < PumpTest.ROUNDS) {
            try (Region region = Region.create(directory.resolve("region" + regions++), PumpTest.REGION);
                    MultiCrew crew = new MultiCrew(region, random)) {
                boolean goesOn = true;
                while (goesOn && round < PumpTest.ROUNDS && crew.hasNumbers()) {
                    round++;
                    goesOn = crew.killOne(LOOKS);
                }
                stalled += goesOn ? 0 : 1;
                crew.requireNothingLost();
            }
        }
        System.out.printf("MULTI: %d of %d deaths stalled the ring%n", stalled, round);
    }
}
