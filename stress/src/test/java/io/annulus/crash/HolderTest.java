// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.region.Region;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process holds is taken from it when it is certainly dead, and not before. */
class HolderTest {
    private static final List<String> OTHER_NAMESPACE =
            List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child");

    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void place() {
        path = directory.resolve("region");
    }

    @Test
    void aDeadHoldersSidesAreTakenOver() {
        Small.regionWithRing(path, Small.SINGLE);
        try (ChildProcess holder = ChildProcess.start(DeadHolders.class, path, "producer", "consumer");
                Region region = Region.open(path)) {
            holder.await("HOLDS");
            Ring ring = Ring.attach(region, Small.NAME);
            requireHeld(ring::producer, "pid " + holder.pid() + " (alive");
            requireHeld(ring::consumer, "pid " + holder.pid() + " (alive");

            holder.kill();

            Small.requireWorks(ring);
            assertThat(ring.stalls()).isEmpty();
        }
    }

    @Test
    void aStoppedHoldersSideIsNotTakenEvenByForce() {
        Small.regionWithRing(path, Small.SINGLE);
        try (ChildProcess holder = ChildProcess.start(DeadHolders.class, path, "producer");
                Region region = Region.open(path)) {
            holder.await("HOLDS");
            Ring ring = Ring.attach(region, Small.NAME);

            holder.stop();

            requireHeld(ring::producer, "pid " + holder.pid() + " (stopped");
            requireHeld(ring::producerByForce, "pid " + holder.pid() + " (stopped");
            holder.goOn();
            requireHeld(ring::producer, "pid " + holder.pid() + " (alive");
        }
    }

    @Test
    void aHolderInAnotherPidNamespaceKeepsItsSideUnlessForced() {
        requireNamespaces();
        Small.regionWithRing(path, Small.SINGLE);
        try (ChildProcess holder =
                        ChildProcess.start(OTHER_NAMESPACE, DeadHolders.class, path, "producer", "consumer");
                Region region = Region.open(path)) {
            holder.await("HOLDS");
            Ring ring = Ring.attach(region, Small.NAME);
            requireHeld(ring::producer, "in another pid namespace");
            requireHeld(ring::consumer, "in another pid namespace");

            holder.kill(); // From here nobody can tell.

            requireHeld(ring::producer, "in another pid namespace");
            requireHeld(ring::consumer, "in another pid namespace");
            try (Producer producer = ring.producerByForce();
                    Consumer consumer = ring.consumerByForce()) {
                Small.requireWorks(producer, consumer);
            }
            Small.requireWorks(ring);
        }
    }

    @Test
    void whenAllLinesAreTakenTheErrorNamesTheHoldersAndTheDeadMakeRoom() {
        int lines = 2;
        try (Region region = Region.create(path, Small.spec(3, lines))) {
            Ring ring = Ring.create(region, Small.NAME, RingSpec.ofEntries(8));
            try (ChildProcess holder = ChildProcess.start(DeadHolders.class, path, "producer", "producer")) {
                holder.await("HOLDS");
                assertThatThrownBy(ring::consumer)
                        .hasMessageContaining("pid " + holder.pid() + " (alive")
                        .extracting(e -> ((AnnulusException) e).reason())
                        .isEqualTo(Reason.PARTICIPANTS_FULL);

                holder.kill();
            }
            Small.requireWorks(ring);
            assertThat(region.participants()).isEmpty();
        }
    }

    private static void requireHeld(ThrowingCallable take, String holder) {
        assertThatThrownBy(take)
                .hasMessageContaining(holder)
                .extracting(e -> ((AnnulusException) e).reason())
                .isEqualTo(Reason.SIDE_HELD);
    }

    private static void requireNamespaces() {
        boolean possible;
        try {
            Process unshare = new ProcessBuilder("unshare", "--pid", "--fork", "--mount-proc", "--kill-child", "true")
                    .redirectErrorStream(true)
                    .start();
            possible = unshare.waitFor(60, TimeUnit.SECONDS) && unshare.exitValue() == 0;
        } catch (IOException | InterruptedException e) {
            possible = false;
        }
        if (Boolean.getBoolean("annulus.ci")) {
            assertThat(possible).as("unshare --pid works").isTrue();
        }
        Assumptions.assumeTrue(
                possible, "needs the right to make a pid namespace; to run it: sudo ./test -pl stress -am");
    }
}
