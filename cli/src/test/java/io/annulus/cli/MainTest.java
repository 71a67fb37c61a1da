// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

class MainTest {

    @Test
    void versionIsTheOneOfTheBuild() {
        assertThat(Annulus.run("--version").requireQuietSuccess().out().strip())
                .matches("annulus \\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        Annulus.run("--no-such-option").requireRefusal(2, "--no-such-option", "annulus --help");
    }

    @Test
    void anUnknownCommandIsAUsageErrorThatNamesSimilarOnes() {
        Annulus.run("regoin").requireRefusal(2, "'regoin'", "annulus region");
        Annulus.run("ring", "enqeue").requireRefusal(2, "'enqeue'", "ring enqueue");
    }

    @Test
    void aNounAloneSaysWhatThereIs() {
        Annulus.run().requireRefusal(2, "demo", "doctor", "region", "ring", "completion");
        Annulus.run("ring").requireRefusal(2, "create", "dequeue", "Missing required subcommand");
    }

    @TestFactory
    Stream<DynamicTest> everyCommandHelpsWithExamplesAndStatuses() {
        return commands("annulus", Main.commandLine())
                .map(command -> DynamicTest.dynamicTest(command, () -> {
                    Object[] words =
                            Stream.of((command + " --help").split(" ")).skip(1).toArray();
                    assertThat(Annulus.run(words).requireQuietSuccess().out())
                            .contains("Usage: " + command, "Examples:", "Exit status:", "130");
                }));
    }

    private static Stream<String> commands(String prefix, CommandLine commandLine) {
        return Stream.concat(
                Stream.of(prefix),
                commandLine.getSubcommands().entrySet().stream()
                        .filter(e ->
                                !e.getValue().getCommandSpec().usageMessage().hidden())
                        .flatMap(e -> commands(prefix + " " + e.getKey(), e.getValue())));
    }

    @Test
    void theCompletionScriptCompletesInBash() throws Exception {
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source /dev/stdin && complete -p annulus && COMP_WORDS=(annulus ring de)"
                                + " COMP_CWORD=2 && _complete_annulus && echo \"${COMPREPLY[@]}\"")
                .start();
        Outcome outcome = Forked.of(bash).finish(Annulus.run("completion").out());
        assertThat(outcome.lines()).contains("dequeue");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void aReaderThatLeftIsNoError() throws Exception {
        try (Forked help = Forked.start("--help")) {
            help.withoutReader().finish("").requireQuietSuccess();
        }
    }

    @Test
    void aFullDiskUnderTheOutputIsAFailure() throws Exception {
        Process process = Forked.builder("--version")
                .redirectOutput(new File("/dev/full"))
                .start();
        Forked.of(process).finish("").requireRefusal(1, "standard output cannot be written", "No space left");
    }
}
