// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.posix.InstalledProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units in {@code dist} are what systemd takes without a word. */
final class UnitsAreValidTest {
    private static final String ANALYZE = "systemd-analyze";
    private static final String INSTALLED = "/usr/local/bin/annulus";

    @TempDir
    private Path directory;

    @BeforeEach
    void requireSystemd() {
        InstalledProgram.require(ANALYZE, "systemd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"annulus-ivshmem@", "annulus-ivshmem-hold@"})
    void systemdHasNothingToSayAboutAUnit(String name) throws IOException {
        String unit = unit(name);
        assertThat(unit).contains("ExecStart=" + INSTALLED + " ");
        Ended verdict = verify(name, unit);
        assertThat(verdict.lines()).isEmpty();
        assertThat(verdict.errors()).isEmpty();
        assertThat(verdict.status()).isZero();
    }

    @Test
    void systemdSaysWhatItDoesNotKnow() throws IOException {
        String unit = unit("annulus-ivshmem@").replace("Type=exec", "Typo=exec");
        assertThat(verify("annulus-ivshmem@", unit).errors()).contains("Unknown key", "Typo");
    }

    private static String unit(String name) throws IOException {
        return Files.readString(CPeers.root().resolve("dist").resolve(name + ".service"));
    }

    /** With a command that is there. */
    private Ended verify(String name, String unit) throws IOException {
        Path file = directory.resolve(name + "devices.service");
        Files.writeString(file, unit.replace(INSTALLED, "/bin/true"));
        try (CProcess analyze = CProcess.start(ANALYZE, "verify", "--man=no", file.toString())) {
            return analyze.end();
        }
    }
}
