// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark runs and prints its table; what the figures are is no business of a test. */
final class SmokeTest {
    private static final String SERIES = " +\\d+\\.\\d\\d \\[\\d+\\.\\d\\d-\\d+\\.\\d\\d]";
    private static final String LABEL = "(SP/SC|MP/MC|RTS  |HTS  ) (same thread|two cores  ) (one |bulk) +\\d+";

    @Test
    void everyRowHasOurFigureCsFigureAndTheirRatio(@TempDir Path directory) throws Exception {
        String table = smoke("--rounds", "2", "--elements", "2000", "--peer", peer(directory));
        assertThat(table).contains("DPDK ");
        assertThat(rows(table))
                .hasSize(rowsHere())
                .allMatch(row -> row.matches(LABEL + (SERIES + " *").repeat(3) + ".*"));
    }

    @Test
    void withoutCItPrintsOurFiguresAlone() {
        String table = smoke("--rounds", "2", "--elements", "2000");
        assertThat(rows(table)).hasSize(rowsHere()).allMatch(row -> row.matches(LABEL + SERIES + " *( .*)?"));
    }

    @Test
    void oneModeCanBeAskedForAlone() {
        String table = smoke("--rounds", "1", "--elements", "100", "--only", "mp");
        assertThat(rows(table)).isNotEmpty().allMatch(row -> row.startsWith("MP/MC"));
    }

    @Test
    void wrongOptionsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(List.of("--rounds", "0")));
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(List.of("--rounds")));
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(List.of("--only", "st")));
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(List.of("--speed", "1")));
    }

    private static String smoke(String... options) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Smoke(Settings.of(List.of(options)), new PrintStream(bytes, true, StandardCharsets.UTF_8)).run();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static List<String> rows(String table) {
        return table.lines()
                .filter(line -> line.matches("(SP/SC|MP/MC|RTS  |HTS  ) .*"))
                .toList();
    }

    /** With a single processor there are no rows for two cores. */
    private static int rowsHere() {
        return Runtime.getRuntime().availableProcessors() > 1 ? 40 : 20;
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
