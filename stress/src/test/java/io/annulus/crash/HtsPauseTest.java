// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.region.Region;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is stopped while it holds a reservation on an HTS side stalls that side as long, and no longer. */
class HtsPauseTest {
    @TempDir
    private Path directory;

    @Test
    void theOthersGiveUpInTimeAndGoOnWhenItDoes() {
        Path path = directory.resolve("region");
        Small.regionWithRing(path, Small.MULTI.withProducers(SyncMode.MULTI_HTS));
        try (ChildProcess holder = ChildProcess.start(PausedHolder.class, path);
                Region region = Region.open(path);
                Producer other = Ring.attach(region, Small.NAME).producer()) {
            Ring ring = Ring.attach(region, Small.NAME);
            holder.await("HOLDS");
            holder.stop();
            other.setPatience(Duration.ofMillis(20));

            Survivor.requireStalled(() -> other.enqueue(2L));
            Survivor.requireStalled(() -> other.reserveBulk(1));
            requireStalledByNobodyDead(ring, holder);
            assertThat(Small.drain(ring)).isEmpty();

            holder.goOn();
            Survivor.requireStalled(() -> other.enqueue(2L)); // It goes on, and still holds it.
            holder.tell("commit");
            holder.await("COMMITTED");

            assertThat(ring.stalls()).isEmpty();
            assertThat(other.enqueue(2L)).isTrue();
            assertThat(Small.drain(ring)).containsExactly(1, 2);
        }
    }

    private static void requireStalledByNobodyDead(Ring ring, ChildProcess holder) {
        assertThat(ring.stalls()).singleElement().satisfies(stall -> {
            assertThat(stall.side()).isEqualTo(Purpose.PRODUCER);
            assertThat(stall.dead()).isEmpty();
            assertThat(stall.describe()).contains("pid " + holder.pid() + " (stopped");
        });
    }
}
