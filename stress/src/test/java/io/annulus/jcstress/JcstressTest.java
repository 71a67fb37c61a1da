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
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the jcstress tests of this module in a JVM of their own: briefly here, and for the length the tool thinks right with
 * {@code ./test -Plong}. Without the test classes on its class path, so the rings run with the real, empty probe.
 */
final class JcstressTest {
    private static final Pattern RESULTS = Pattern.compile(
            "\\(Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (\\d+) soft errs, (\\d+) hard errs\\)");
    private static final long DEADLINE_MINUTES = 60;
    private static final List<String> BRIEF =
            List.of("-m", "quick", "-f", "1", "-sc", "false", "-time", "200", "-iters", "2");
    private static final List<String> LONG = List.of("-m", "default", "-f", "1", "-sc", "false");

    @TempDir
    Path directory;

    @Test
    void everyPromiseHoldsOnThisMachine() throws IOException, InterruptedException {
        Run run = run("io.annulus.jcstress.(?!PublishedTooEarly).*", Boolean.getBoolean("annulus.long") ? LONG : BRIEF);
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.count(1)).isGreaterThanOrEqualTo(40);
        assertThat(run.count(2)).as("passed, of those planned").isEqualTo(run.count(1));
        assertThat(run.count(3) + run.count(4) + run.count(5)).isZero();
    }

    @Test
    void aTailStoredBeforeItsElementIsCaught() throws IOException, InterruptedException {
        Run run = run("io.annulus.jcstress.PublishedTooEarly", BRIEF);
        assertThat(run.exit()).isNotZero();
        assertThat(run.count(3)).as("failed, as they must").isPositive();
        assertThat(run.output()).contains("Observed forbidden state: 0");
    }

    private record Run(int exit, String output) {
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
