// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark runs and prints its tables; what the figures are is no business of a test. */
final class SmokeTest {
    private static final String SERIES = " *\\d+\\.\\d\\d \\[\\d+\\.\\d\\d-\\d+\\.\\d\\d]";
    private static final String LABEL = "(SP/SC|MP/MC|RTS|HTS), (one|bulk \\d+|empty|full|round trip|\\d to \\d)";

    @Test
    void everyRowHasAFigureOfEachContenderAndTheRatiosOfOurs(@TempDir Path directory) throws Exception {
        String tables = run("--smoke", "--rounds", "1", "--elements", "2000", "--peer", peer(directory));
        assertThat(tables).contains("DPDK ");
        List<String> rows = rows(tables);
        // In and out, and to another thread: two counts in four modes. Then empty, full and a round trip; queues; a
        // crowd.
        assertThat(rows).hasSize(8 + 8 + 2 + 1 + 1 + 3);
        assertThat(rows.subList(0, 19)).allMatch(row -> row.matches(LABEL + SERIES.repeat(3 + 2) + ".*"));
        assertThat(rows.subList(19, 23)).allMatch(row -> row.matches(LABEL + SERIES.repeat(6 + 3) + ".*"));
        assertThat(tables).contains("JCTools", "Agrona", "ObjectRing / best", "geometric mean of own code");
    }

    @Test
    void withoutCOurFiguresStandAlone() {
        String tables = run("--smoke", "--rounds", "1", "--elements", "2000", "--only", "empty");
        assertThat(rows(tables)).hasSize(2).allMatch(row -> row.matches(LABEL + SERIES.repeat(2)));
    }

    @Test
    void wrongOptionsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(List.of("--rounds", "0")));
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(List.of("--rounds")));
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(List.of("--speed", "1")));
    }

    @Test
    void figuresTakeThePlaceOfThoseOnThePage(@TempDir Path directory) throws IOException {
        Path page = directory.resolve("page.md");
        String before = "# Page\n<!-- figures: written by bench/run --write -->\n";
        String after = "<!-- end of figures -->\nThe end.\n";
        Files.writeString(page, before + "old\n" + after);
        new Page(page).write("new\n");
        new Page(page).write("newer\n");
        assertThat(page).hasContent(before + "\n```\nnewer\n```\n\n" + after);
    }

    @Test
    void aPageWithoutAPlaceForFiguresStaysAsItIs(@TempDir Path directory) throws IOException {
        Path page = directory.resolve("page.md");
        Files.writeString(page, "# Page\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Page(page).write("new\n"))
                .withMessageContaining("page.md");
        assertThat(page).hasContent("# Page\n");
    }

    @Test
    void ratiosAreTakenRoundByRoundWithThePausesThatSuitBest() {
        Figures figures = new Figures();
        for (double slow : new double[] {1, 2, 3}) {
            figures.add("ours", 1, 100 * slow);
            figures.add("ours", 8, 10 * slow);
            figures.add("C", 1, 20 * slow);
        }
        assertThat(figures.of("ours")).containsExactly(10.0, 20.0, 30.0);
        assertThat(figures.ratio("ours", "C")).isEqualTo(new Series(0.5, 0.5, 0.5));
    }

    private static String run(String... options) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String said = Main.run(Settings.of(List.of(options)), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(said);
        return said;
    }

    private static List<String> rows(String tables) {
        return tables.lines().filter(line -> line.matches(LABEL + " .*")).toList();
    }

    private static String peer(Path directory) throws IOException, InterruptedException {
        Process build = new ProcessBuilder("bash", "../build/peer.sh", "bench_ring", directory.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int status = build.waitFor();
        assumeTrue(status != 3 || Boolean.getBoolean("annulus.ci"), said);
        assertThat(status).as(said).isZero();
        return said;
    }
}
