// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import io.annulus.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A shell in which {@code annulus} is this very program: for commands as they are printed or documented. */
public final class Shell {
    private final Path directory;

    private Shell(Path directory) {
        this.directory = directory;
    }

    /** A shell that works in this directory, and keeps the command in it. */
    public static Shell in(Path directory) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        try {
            Path command = Files.writeString(directory.resolve("annulus"), """
                    #!/bin/sh
                    exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \\
                        '-Dannulus.home=%s' -cp '%s' %s "$@"
                    """.formatted(
                            java, CPeers.root(), System.getProperty("java.class.path"), Main.class.getName()));
            Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new Shell(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a line to its end. */
    public Ended run(String line) {
        String script = "PATH=\"$1:$PATH\"; cd \"$1\" && eval \"$2\"";
        try (CProcess shell = CProcess.start("bash", "-c", script, "bash", directory.toString(), line)) {
            return shell.end();
        }
    }

    /** Runs a line that must succeed; what it printed. */
    public List<String> lines(String line) {
        Ended ended = run(line);
        if (ended.status() != 0) {
            throw new AssertionError(line + ": ended with " + ended.status() + ": " + ended.errors());
        }
        return ended.lines();
    }

    /** The words that a shell makes of a line. */
    public List<String> words(String line) {
        return lines("printf '%s\\n' " + line);
    }
}
