// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The machine under examination.
 *
 * @param root directory that its files are looked for in
 */
record Machine(Path root) {
    private static final long LONGEST_COMMAND_SECONDS = 5;

    static Machine here() {
        return new Machine(Path.of("/"));
    }

    Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    /** A file's text without surrounding space; empty if it cannot be read. */
    Optional<String> text(String absolute) {
        try {
            return Optional.of(
                    Files.readString(path(absolute), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The lines of a file; none if it cannot be read. */
    List<String> lines(String absolute) {
        return text(absolute).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** The first line a program prints; empty if it is not installed, fails, or takes too long. */
    Optional<String> firstLine(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            try {
                // What such programs print fits the pipe, so reading can follow the end.
                boolean good = process.waitFor(LONGEST_COMMAND_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
                return good
                        ? process.inputReader(StandardCharsets.UTF_8).lines().findFirst()
                        : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
