// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.crash.Contender.Contest;
import io.annulus.error.Reason;
import io.annulus.region.Region;
import io.annulus.region.RegionAudit;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of two processes that want the same thing at once, exactly one gets it, and the other is told why not. */
class RaceTest {
    private static final int ROUNDS = 20;

    @TempDir
    private Path directory;

    @Test
    void ofTwoWhoCreateARegionOneDoes() {
        race(Contest.REGION, path -> {}, Reason.ALREADY_EXISTS, path -> {
            Small.requireRecreatable(path, Small.MULTI);
            assertThat(RegionAudit.hiddenFiles(directory)).isEmpty();
        });
    }

    @Test
    void ofTwoWhoCreateARingOneDoes() {
        race(Contest.RING, Small::region, Reason.ALREADY_EXISTS, path -> Small.requireRecreatable(path, Small.MULTI));
    }

    @Test
    void ofTwoWhoTakeASingleSideOneDoes() {
        race(Contest.SIDE, path -> Small.regionWithRing(path, Small.SINGLE), Reason.SIDE_HELD, path -> {
            try (Region region = Region.open(path)) {
                assertThat(region.participants()).hasSize(1);
            }
        });
    }

    @Test
    void ofTwoWhoTakeASingleSideFromADeadHolderOneDoes() {
        byte[] held = DeadHolders.region(4, Small.SINGLE);
        race(Contest.SIDE, path -> DeadHolders.write(path, held), Reason.SIDE_HELD, path -> {
            try (Region region = Region.open(path)) {
                assertThat(region.participants()).hasSize(3); // Two of the dead.
            }
        });
    }

    private void race(Contest contest, Consumer<Path> prepare, Reason loss, Consumer<Path> check) {
        try (ChildProcess one = ChildProcess.start(Contender.class, contest);
                ChildProcess two = ChildProcess.start(Contender.class, contest)) {
            one.await("READY");
            two.await("READY");
            for (int round = 0; round < ROUNDS; round++) {
                Path path = directory.resolve("round" + round);
                prepare.accept(path);
                List.of(one, two).forEach(c -> c.tell(path.toString()));
                List.of(one, two).forEach(c -> c.await("SET"));
                List.of(one, two).forEach(c -> c.tell("go"));
                List<String> said = List.of(one.await("WON", "LOST"), two.await("WON", "LOST"));
                assertThat(said)
                        .filteredOn("WON"::equals)
                        .as("winners of %s", said)
                        .hasSize(1);
                assertThat(said).filteredOn(s -> s.startsWith("LOST " + loss)).hasSize(1);
                if (loss == Reason.SIDE_HELD) {
                    ChildProcess winner = said.getFirst().equals("WON") ? one : two;
                    assertThat(said)
                            .filteredOn(s -> s.contains("pid " + winner.pid() + " (alive"))
                            .hasSize(1);
                }
                check.accept(path);
            }
        }
    }
}
