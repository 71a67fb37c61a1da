// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.Annulus;
import io.annulus.cli.Eventually;
import io.annulus.cli.Forked;
import io.annulus.cli.Outcome;
import io.annulus.region.Region;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks why nothing moves is told because of whom, and a script by the status that something is wrong. */
class DiagnoseTest {
    private static final int RTS_HEAD = 128 + 20;

    @TempDir
    private Path directory;

    private Place place;

    @BeforeEach
    void createRegion() {
        place = Place.in(directory);
    }

    private Outcome diagnose() {
        return place.ring("diagnose", "--for", "100ms");
    }

    private Map<?, ?> onlyStall() {
        Outcome json = place.ring("diagnose", "--for", "100ms", "--format", "json");
        assertThat(json.status()).isEqualTo(5);
        assertThat(json.err()).isEmpty();
        Map<?, ?> diagnosis = (Map<?, ?>) json.json();
        assertThat(diagnosis.get("healthy")).isEqualTo(false);
        List<?> stalls = (List<?>) diagnosis.get("stalls");
        assertThat(stalls).hasSize(1);
        return (Map<?, ?>) stalls.getFirst();
    }

    private static Map<?, ?> suspect(Map<?, ?> stall) {
        return (Map<?, ?>) ((List<?>) stall.get("suspects")).getFirst();
    }

    @Test
    void whoHoldsAnHtsReservationIsNamedAsStoppedAndThenAsDead() throws Exception {
        place.ring("create", "--entries", 8, "--producers", "hts").requireQuietSuccess();
        try (Forked holder = Holder.start(place.path())) {
            long pid = holder.process().pid();
            holder.stop();
            Outcome stopped = diagnose();
            assertThat(stopped.status()).isEqualTo(5);
            assertThat(stopped.err()).isEmpty();
            assertThat(Annulus.run("region", "info", place.path()).out()).containsPattern(pid + " +stopped +producer");
            assertThat(flowing(stopped.out()))
                    .contains("'orders' is stalled", "producer side waits at tail 0 for 2 elements")
                    .contains("it is pid " + pid + " (stopped, java", "same kernel and pid namespace")
                    .contains("kill -CONT " + pid);
            assertThat(onlyStall().toString())
                    .contains("side=producer", "mode=hts", "head=2", "tail=0", "reserved=2", "culprit=" + pid);
            assertThat(suspect(onlyStall()))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("pid", pid)
                    .containsEntry("verdict", "alive")
                    .containsEntry("stopped", true)
                    .containsEntry("state", "T")
                    .containsEntry("command", "java")
                    .containsEntry("sameKernel", true)
                    .containsEntry("samePidNamespace", true);

            holder.kill();
            Outcome dead = diagnose();
            assertThat(dead.status()).isEqualTo(5);
            assertThat(flowing(dead.out())).contains("it is pid " + pid + " (dead", "create it anew");
            assertThat(onlyStall().toString()).contains("culprit=" + pid, "verdict=dead", "stopped=null");
            Outcome info = place.ring("info");
            assertThat(info.status()).isEqualTo(5);
            assertThat(info.out()).contains("hts, head 2, tail 0, 2 reserved");
            assertThat(info.err()).contains("'orders' is stalled", "it is pid " + pid + " (dead");
        }
    }

    // Text is broken into lines.
    private static String flowing(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @Test
    void aCommandThatWaitsForItsReaderHoldsASingleSideAndIsNamed() throws Exception {
        place.ring("create", "--entries", 65536, "--consumers", "single").requireQuietSuccess();
        fill(65535);
        try (Forked dequeue = Forked.start("ring", "dequeue", place.path(), Place.RING)) {
            // Until the pipe is full, it moves.
            Eventually.holds("it stands still", () -> diagnose().status() == 5);
            assertThat(flowing(diagnose().out()))
                    .contains(
                            "consumer side waits",
                            "it is pid " + dequeue.process().pid() + " (alive");
            dequeue.kill();
            Outcome dead = diagnose();
            assertThat(flowing(dead.out()))
                    .contains("it is pid " + dequeue.process().pid() + " (dead", "undoes what it had begun")
                    .contains("the consumer side is held by pid");
            assertThat(dead.status()).isEqualTo(5);
        }
        place.ring("dequeue", "--count", 1).requireQuietSuccess();
        assertThat(diagnose().requireQuietSuccess().out()).contains("'orders' is healthy");
    }

    private void fill(int count) {
        try (Region region = Region.open(place.path());
                Producer producer = Ring.attach(region, Place.RING).producer()) {
            assertThat(producer.enqueueBulk(new long[count], 0, count)).isEqualTo(count);
        }
    }

    @Test
    void anRtsSideThatSomebodyLeftHalfDoneIsStalled() throws IOException {
        place.ring("create", "--entries", 8, "--producers", "rts").requireQuietSuccess();
        place.ring("enqueue", 1, 2).requireQuietSuccess();
        // Somebody begins an operation of one element: the third, from head 2 to 3.
        set((Long) place.info().get("offset") + RTS_HEAD - 4, 3, 0, 0, 0, 3);
        assertThat(onlyStall().toString())
                .contains("mode=rts", "head=3", "tail=2", "reserved=1", "operations=1", "culprit=null", "suspects=[]");
        assertThat(flowing(diagnose().out())).contains("1 element that was reserved", "a C program");
    }

    private void set(long offset, int... bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(place.path().toFile(), "rw")) {
            file.seek(offset);
            for (int b : bytes) {
                file.write(b);
            }
        }
    }

    @Test
    void withoutANameEveryRingIsLookedAt() throws Exception {
        place.ring("create", "--entries", 8, "--producers", "hts").requireQuietSuccess();
        Annulus.run("ring", "create", place.path(), "fills", "--entries", 8).requireQuietSuccess();
        Annulus.run("ring", "create", place.path(), "broken", "--entries", 8).requireQuietSuccess();
        Outcome well = Annulus.run("ring", "diagnose", place.path());
        assertThat(well.requireQuietSuccess().lines()).hasSize(3).allMatch(line -> line.contains("is healthy"));
        long broken = (Long) ((Map<?, ?>) Annulus.run("ring", "info", place.path(), "broken", "--format", "json")
                        .json())
                .get("offset");
        set(broken + 48, 7);
        try (Forked holder = Holder.start(place.path())) {
            Outcome text = Annulus.run("ring", "diagnose", place.path(), "--for", "100ms");
            assertThat(text.status()).isEqualTo(5);
            assertThat(flowing(text.out()))
                    .contains("'orders' is stalled", "'fills' is healthy", "'broken' is damaged")
                    .contains("pid " + holder.process().pid());
            List<?> all = (List<?>) Annulus.run("ring", "diagnose", place.path(), "--for", "100ms", "--format", "json")
                    .json();
            assertThat(all.toString()).contains("name=orders, healthy=false", "name=fills, healthy=true");
            assertThat(all.toString()).contains("name=broken, healthy=false", "AN-204");
        }
    }

    @Test
    void aHealthyRingIsOneLineAndStatusZero() {
        place.ring("create", "--entries", 8).requireQuietSuccess();
        assertThat(place.ring("diagnose").requireQuietSuccess().lines())
                .containsExactly("'orders' is healthy: 0 of 7 elements, no side stands still");
        assertThat(place.ring("diagnose", "--format", "json")
                        .requireQuietSuccess()
                        .out())
                .contains("\"healthy\": true", "\"stalls\": []");
    }

    @Test
    void anEmptyRegionIsHealthy() {
        Outcome text = Annulus.run("ring", "diagnose", place.path());
        assertThat(text).isEqualTo(new Outcome(0, "", "no ring in " + place.path() + System.lineSeparator()));
    }

    @Test
    void whatCannotBeIsAUsageErrorAndWhatIsMissingNotFound() {
        place.ring("diagnose", "--for", "99ms").requireRefusal(2, "100ms or more");
        place.ring("diagnose").requireRefusal(3, "AN-101");
        place.ring("diagnose", "more").requireRefusal(2, "'more'");
    }
}
