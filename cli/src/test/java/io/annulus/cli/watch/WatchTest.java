// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.Annulus;
import io.annulus.cli.Forked;
import io.annulus.cli.JsonReader;
import io.annulus.cli.Outcome;
import io.annulus.posix.InstalledProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
    private static final long DEADLINE_SECONDS = 60;

    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void createRegion() {
        path = directory.resolve("region");
        Annulus.run("region", "create", path, "--size", "4M").requireQuietSuccess();
        create("orders");
    }

    private void create(String name) {
        Annulus.run("ring", "create", path, name, "--entries", 8).requireQuietSuccess();
    }

    private Outcome watch(Object... more) {
        Object[] all = new Object[3 + more.length];
        all[0] = "ring";
        all[1] = "watch";
        all[2] = path;
        System.arraycopy(more, 0, all, 3, more.length);
        return Annulus.run(all);
    }

    @Test
    void offATerminalThereIsABlockForEachLook() {
        Annulus.run("ring", "enqueue", path, "orders", 1, 2, 3).requireQuietSuccess();
        Outcome outcome = watch("--count", 2, "--interval", "1ms").requireQuietSuccess();
        assertThat(outcome.out()).doesNotContain("\u001b", "\r");
        assertThat(outcome.lines()).hasSize(8);
        List<String> second = outcome.lines().subList(4, 8);
        assertThat(second.get(0)).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC  .*");
        assertThat(second.get(1)).startsWith("RING ");
        assertThat(second.get(2))
                .startsWith("orders ")
                .endsWith("      0      0 ok")
                .contains(" 42%");
        assertThat(second.get(3)).isEmpty();
    }

    @Test
    void jsonIsAnObjectALine() {
        Annulus.run("ring", "enqueue", path, "orders", 1, 2, 3).requireQuietSuccess();
        Outcome outcome =
                watch("--count", 3, "--interval", "1ms", "--format", "json").requireQuietSuccess();
        assertThat(outcome.lines()).hasSize(3);
        for (String line : outcome.lines()) {
            Map<?, ?> frame = (Map<?, ?>) JsonReader.read(line);
            assertThat(frame.keySet().stream().map(Object::toString)).containsExactly("time", "path", "uuid", "rings");
            Map<?, ?> ring = (Map<?, ?>) ((List<?>) frame.get("rings")).getFirst();
            assertThat(ring.keySet().stream().map(Object::toString))
                    .containsExactly(
                            "name",
                            "used",
                            "capacity",
                            "percent",
                            "enqueuedPerSecond",
                            "dequeuedPerSecond",
                            "state",
                            "findings");
            assertThat(ring.toString()).contains("name=orders", "used=3", "capacity=7", "percent=42", "state=ok");
        }
        assertThat(outcome.lines().getFirst()).contains("\"enqueuedPerSecond\":null");
        assertThat(outcome.lines().getLast()).contains("\"enqueuedPerSecond\":0");
    }

    @Test
    void whatHappensMeanwhileIsSeen() throws Exception {
        try (Forked watch = Forked.start("ring", "watch", path, "--interval", "20ms", "--format", "json")) {
            BufferedReader frames = watch.process().inputReader();
            await(frames, "\"state\":\"empty\"");
            Annulus.run("ring", "enqueue", path, "orders", 1, 2, 3, 4, 5, 6, 7).requireQuietSuccess();
            await(frames, "\"state\":\"full\"");
            create("fills");
            await(frames, "\"name\":\"fills\"");
            Annulus.run("ring", "remove", path, "orders").requireQuietSuccess();
            await(frames, "\"rings\":[{\"name\":\"fills\"");
            overwriteMaskOf("fills");
            await(frames, "\"state\":\"damaged\"");
            Annulus.run("region", "remove", path).requireQuietSuccess();
            Outcome end = watch.finish("");
            assertThat(end.status()).isEqualTo(3);
            assertThat(end.err()).contains("was removed while it was watched");
        }
    }

    private static void await(BufferedReader frames, String words) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        String frame = frames.readLine();
        while (frame != null && !frame.contains(words)) {
            assertThat(System.nanoTime() - end)
                    .as("a look with %s by now", words)
                    .isNegative();
            frame = frames.readLine();
        }
        assertThat(frame).as("a look with %s", words).isNotNull();
    }

    private void overwriteMaskOf(String name) throws IOException {
        Map<?, ?> info = (Map<?, ?>)
                Annulus.run("ring", "info", path, name, "--format", "json").json();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek((Long) info.get("offset") + 52);
            file.write(99);
        }
    }

    @Test
    void anInterruptEndsItWithTheShellsStatus() throws Exception {
        try (Forked watch = Forked.start("ring", "watch", path, "--interval", "1h")) {
            assertThat(watch.process().inputReader().readLine()).contains(" UTC  ");
            watch.interrupt();
            assertThat(watch.process().waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(watch.process().exitValue()).isEqualTo(130);
        }
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoError() throws Exception {
        try (Forked watch = Forked.start("ring", "watch", path, "--interval", "1ms")) {
            watch.withoutReader().finish("").requireQuietSuccess();
        }
    }

    @Test
    void onATerminalALookTakesThePlaceOfTheOneBefore() throws Exception {
        InstalledProgram.require("script", "bsdutils");
        String command = String.join(
                " ",
                Forked.builder("ring", "watch", path, "--count", 3, "--interval", "1ms")
                        .command());
        Process script = new ProcessBuilder("script", "--quiet", "--return", "--command", command, "/dev/null").start();
        Outcome outcome = Forked.of(script).finish("");
        assertThat(outcome.status()).as(outcome.out()).isZero();
        assertThat(outcome.out().split("\u001b\\[3A\r\u001b\\[J", -1))
                .hasSize(3)
                .allSatisfy(frame -> assertThat(frame).contains(" UTC  ", "RING ", "orders "));
        assertThat(outcome.out()).endsWith("empty\r\n");
    }

    @Test
    void whatCannotBeIsAUsageErrorAndWhatIsMissingNotFound() {
        watch("--interval", "0s").requireRefusal(2, "--interval");
        watch("--count", 0).requireRefusal(2, "--count");
        Annulus.run("ring", "watch", directory.resolve("nowhere")).requireRefusal(3, "AN-101");
    }
}
