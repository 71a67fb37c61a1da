// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A command that is named first is made alone, and is the same as among all others. */
class CommandAloneTest {

    static Stream<String> names() {
        return Main.COMMANDS.stream()
                .map(command -> command.getAnnotation(Command.class).name());
    }

    @ParameterizedTest
    @MethodSource("names")
    void itsHelpAndThatOfAllBelowItIsTheSame(String name) {
        CommandLine alone =
                Main.commandLine(Main.commands(name)).getSubcommands().get(name);
        CommandLine among = Main.commandLine().getSubcommands().get(name);
        assertSame(alone, among);
    }

    private static void assertSame(CommandLine alone, CommandLine among) {
        assertThat(alone.getUsageMessage()).isEqualTo(among.getUsageMessage());
        assertThat(alone.getSubcommands().keySet())
                .isEqualTo(among.getSubcommands().keySet());
        alone.getSubcommands()
                .forEach((name, below) ->
                        assertSame(below, among.getSubcommands().get(name)));
    }

    @Test
    void whereNoneIsNamedFirstAllAreThere() {
        assertThat(Main.commands()).isEqualTo(Main.COMMANDS);
        assertThat(Main.commands("--help")).isEqualTo(Main.COMMANDS);
        assertThat(Main.commands("rnig")).isEqualTo(Main.COMMANDS);
        assertThat(Main.commands("man", "ring")).isEqualTo(Main.COMMANDS);
        assertThat(Main.commands("ring", "list")).hasSize(1);
    }
}
