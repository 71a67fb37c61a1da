// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs the jcstress tests of this module in JVMs of their own: briefly here, and for the length the tool thinks right with
 * {@code ./test -Plong}. Without the test classes on its class path, so the rings run with the real, empty probe.
 */
final class JcstressTest {
    private static final Pattern RESULTS = Pattern.compile(
            "\\(Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (\\d+) soft errs, (\\d+) hard errs\\)");
    private static final Pattern KEPT = Pattern.compile("\\[OK] (io\\.\\S+)");
    private static final String DELIBERATELY_WRONG = "(PublishedTooEarly|ClearedTooLate)";
    private static final String PROMISES = "io.annulus.jcstress.(?!" + DELIBERATELY_WRONG + ").*";
    /** One of them is for three threads, and the tool gives each a processor of its own. */
    private static final int KEPT_HERE = Runtime.getRuntime().availableProcessors() < 3 ? 27 : 28;

    private static final long DEADLINE_MINUTES = 120;
    private static final List<String> EACH = List.of("-v", "-f", "1", "-sc", "false");
    private static final int MOST_RUNS = 5;
    private static final List<String> BRIEF = List.of("-m", "quick", "-time", "100", "-iters", "2");
    private static final List<String> LONG = List.of("-m", "default");

    @TempDir
    Path directory;

    @Test
    void everyPromiseHoldsOnThisMachine() throws IOException, InterruptedException {
        Run run = run(PROMISES, Boolean.getBoolean("annulus.long") ? LONG : BRIEF);
        requireKept(run);
        // With every mode, and compiled in no, little and two kinds of haste.
        assertThat(run.output())
                .contains(Stream.of(Sides.values()).map(s -> " " + s + ", ").toList());
        assertThat(run.count(1)).isGreaterThanOrEqualTo(4 * KEPT_HERE);
    }

    /** The compiler, seeing no other mode, has more freedom with this one. */
    @ParameterizedTest
    @EnumSource(Sides.class)
    @EnabledIfSystemProperty(
            named = "annulus.long",
            matches = "true",
            disabledReason = "takes minutes; to run it: ./test -Plong")
    void soItDoesWithNoOtherModeAround(Sides sides) throws IOException, InterruptedException {
        requireKept(run(PROMISES, List.of("-jvmArgs", "-XX:-TieredCompilation -Dannulus.sides=" + sides)));
    }

    @Test
    void mistakesPutInOnPurposeAreCaught() throws IOException, InterruptedException {
        List<String> slotTooEarlyAndElementErased =
                List.of("Observed forbidden state: 0", "Observed forbidden state: 2, 4");
        StringBuilder seen = new StringBuilder();
        // A busy machine may not show both in one run.
        for (int i = 0;
                i < MOST_RUNS && !slotTooEarlyAndElementErased.stream().allMatch(seen.toString()::contains);
                i++) {
            Run run = run("io.annulus.jcstress." + DELIBERATELY_WRONG, BRIEF);
            assertThat(run.exit()).isNotZero();
            assertThat(run.count(3)).as("failed, as they must").isPositive();
            seen.append(run.output());
        }
        assertThat(seen).contains(slotTooEarlyAndElementErased);
    }

    private static void requireKept(Run run) {
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.kept()).hasSize(KEPT_HERE);
        assertThat(run.count(2)).as("passed, of those planned").isEqualTo(run.count(1));
        assertThat(run.count(3) + run.count(4) + run.count(5)).isZero();
    }

    private record Run(int exit, String output) {
        Set<String> kept() {
            return KEPT.matcher(output).results().map(m -> m.group(1)).collect(Collectors.toSet());
        }

        int count(int group) {
            List<MatchResult> all = RESULTS.matcher(output).results().toList();
            assertThat(all).as(output).isNotEmpty();
            return Integer.parseInt(all.getLast().group(group));
        }
    }

    private Run run(String tests, List<String> length) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                classPathWithoutTests(),
                "org.openjdk.jcstress.Main",
                "-t",
                tests,
                "-r",
                directory.resolve("results").toString()));
        command.addAll(EACH);
        command.addAll(length);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(output, UTF_8));
    }

    private static String classPathWithoutTests() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
