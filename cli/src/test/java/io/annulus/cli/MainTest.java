// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int annulus(String... args) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(args);
    }

    @Test
    void versionIsTheOneOfTheBuild() {
        assertThat(annulus("--version")).isZero();
        assertThat(out.toString().strip()).matches("annulus \\d+\\.\\d+\\.\\d+.*");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void anUnknownOptionIsUsageErrorOnStderr() {
        assertThat(annulus("--no-such-option")).isEqualTo(2);
        assertThat(err.toString()).contains("--no-such-option");
        assertThat(out.toString()).isEmpty();
    }
}
