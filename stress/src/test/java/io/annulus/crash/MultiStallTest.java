// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.ParticipantInfo;
import io.annulus.liveness.Purpose;
import io.annulus.region.Region;
import io.annulus.ring.Ring;
import io.annulus.ring.Stall;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A MULTI side whose process died between moving the head and moving the tail stands still, and says because of whom. */
class MultiStallTest {
    /** The steps of an enqueue: load head, load opposite tail, move head, copy, load tail, store tail. */
    private static final int STORE_TAIL = 6;

    @TempDir
    private Path directory;

    @Test
    void theDeadProducerIsNamedAndTheLivingOneThatWaitsIsNot() {
        Path path = directory.resolve("region");
        Small.regionWithRing(path, Small.MULTI);
        try (Region region = Region.open(path);
                ChildProcess culprit = enqueue(path, STORE_TAIL)) {
            culprit.await("AT " + STORE_TAIL);
            try (ChildProcess waiting = enqueue(path, Integer.MAX_VALUE)) {
                requireStall(Ring.attach(region, Small.NAME), culprit, waiting);
            }
        }
    }

    private static ChildProcess enqueue(Path path, int stopAt) {
        return ChildProcess.start(Victim.class, "EnqueueMulti", path, stopAt);
    }

    private static void requireStall(Ring ring, ChildProcess culprit, ChildProcess waiting) {
        // The other one has moved the head too, and waits; from there it has no way back.
        Waiting.until("both have moved the head", () -> ring.info().producers().head() == 6);
        assertThat(stall(ring).dead()).isEmpty();

        culprit.kill();

        assertThat(stall(ring).dead())
                .singleElement()
                .extracting(ParticipantInfo::process)
                .extracting(p -> p.pid())
                .isEqualTo(culprit.pid());
        assertThat(stall(ring).describe()).contains("died in between: pid " + culprit.pid());
        assertThat(Small.drain(ring)).isEmpty();
        assertThat(waiting.isAlive()).isTrue();
        assertThat(ring.info().producers().tail()).isZero();
    }

    private static Stall stall(Ring ring) {
        assertThat(ring.stalls()).singleElement().extracting(Stall::side).isEqualTo(Purpose.PRODUCER);
        return ring.stalls().getFirst();
    }
}
