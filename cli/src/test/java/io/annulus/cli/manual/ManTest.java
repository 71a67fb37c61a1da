// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.Annulus;
import io.annulus.cli.Forked;
import io.annulus.cli.Outcome;
import io.annulus.posix.InstalledProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManTest {
    private static final Path COMMITTED = Path.of("../docs/man");

    @TempDir
    private Path directory;

    @Test
    void thePagesInDocsAreThoseTheCommandPrints() throws IOException {
        Annulus.run("man", "--directory", directory).requireQuietSuccess();
        List<String> names = names(directory);
        assertThat(names(COMMITTED)).isEqualTo(names).contains("annulus.1", "annulus-ring-watch.1");
        for (String name : names) {
            assertThat(Files.readString(COMMITTED.resolve(name)))
                    .as("docs/man/%s; to renew all: ./annulus man --directory docs/man", name)
                    .isEqualTo(Files.readString(directory.resolve(name)));
            Object[] words = Stream.of(name.replace(".1", "")
                            .replaceFirst("^annulus", "man")
                            .split("-(?!session)")) // Two verbs have a hyphen of their own.
                    .toArray();
            assertThat(Annulus.run(words).requireQuietSuccess().out())
                    .isEqualTo(Files.readString(directory.resolve(name)));
        }
    }

    private static List<String> names(Path pages) throws IOException {
        try (Stream<Path> files = Files.list(pages)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void manFindsNothingWrongWithThem() throws Exception {
        InstalledProgram.require("man", "man-db");
        InstalledProgram.require("groff", "groff-base");
        for (String name : names(COMMITTED)) {
            ProcessBuilder man = new ProcessBuilder(
                    "man", "--warnings", "-l", COMMITTED.resolve(name).toString());
            man.environment().put("LC_ALL", "C.UTF-8");
            man.environment().put("MANWIDTH", "80");
            Outcome outcome = Forked.of(man.start()).finish("");
            assertThat(outcome.err()).as(name).isEmpty();
            assertThat(outcome.status()).as(name).isZero();
            assertThat(outcome.out()).as(name).contains("NAME", "SYNOPSIS", "OPTIONS", "EXIT STATUS", "EXAMPLES");
        }
    }

    @Test
    void aPageSaysWhatHelpSays() {
        String page = Annulus.run("man", "ring", "create").requireQuietSuccess().out();
        assertThat(page)
                .startsWith(".TH ANNULUS\\-RING\\-CREATE 1 \"\" \"annulus ")
                .contains("\\fBannulus ring create\\fR ", "\\fB\\-\\-head\\-tail\\-distance\\fR=\\fIN\\fR\n")
                .contains("element\\-size 64 \\e\n", "\\fB130\\fR\ninterrupted\n")
                .contains("\\fBannulus\\-ring\\-watch\\fR(1)");
        assertThat(Annulus.run("man").requireQuietSuccess().out())
                .contains("\\fBannulus\\-ring\\fR(1)")
                .doesNotContain("produce");
    }

    @Test
    void anUnknownCommandIsAUsageErrorThatSaysWhatThereIs() {
        Annulus.run("man", "ring", "wtch").requireRefusal(2, "'wtch'", "watch", "dequeue");
        Annulus.run("man", "ring", "watch", "more").requireRefusal(2, "'more'");
        Annulus.run("man", "ring", "--directory", directory).requireRefusal(2, "--directory");
        Annulus.run("man", "--directory", directory.resolve("nowhere")).requireRefusal(1, "nowhere");
    }
}
