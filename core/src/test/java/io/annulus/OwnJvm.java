// SPDX-License-Identifier: Apache-2.0
package io.annulus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the tests in a JVM of its own, for what can only happen once in a JVM or needs one set up in a certain way. */
public final class OwnJvm {
    private static final long DEADLINE_MINUTES = 2;

    private OwnJvm() {}

    /** Runs a main class to its end, which must be in time and without error, and returns the lines it printed. */
    public static List<String> run(Class<?> program, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("annulus-jvm", ".out");
        try {
            List<String> command = new ArrayList<>();
            command.add(System.getProperty("java.home") + "/bin/java");
            command.addAll(options);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean inTime = process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();
            List<String> lines = Files.readAllLines(output, UTF_8);
            assertThat(inTime).as("ended in time; it printed %s", lines).isTrue();
            assertThat(process.exitValue()).as("%s", lines).isZero();
            return lines;
        } finally {
            Files.delete(output);
        }
    }
}
