// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.manual;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus man}. */
@Command(
        name = "man",
        description = {
            "Print the manual page of a command, as man(1) reads it; without a COMMAND that of annulus itself.",
            "With --directory, write the pages of all commands into files there."
        },
        footer = {"  annulus man ring watch | man -l -", "  annulus man --directory /usr/local/share/man/man1"})
public final class ManCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0..*", arity = "0..*", paramLabel = "COMMAND", description = "Such as: ring watch")
    private List<String> words = List.of();

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Write all pages there; existing ones are replaced.")
    private Path directory;

    /** Made by picocli. */
    public ManCommand() {}

    @Override
    public void run() {
        if (directory == null) {
            spec.commandLine().getOut().print(new ManPage(command()).roff());
        } else if (words.isEmpty()) {
            writeAll();
        } else {
            throw new ParameterException(spec.commandLine(), "--directory: expected no COMMAND: it writes all pages");
        }
    }

    private CommandSpec command() {
        CommandSpec found = spec.root();
        for (String word : words) {
            CommandLine next = found.subcommands().get(word);
            if (next == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "no command '" + word + "' below '" + found.qualifiedName() + "'"
                                + (found.subcommands().isEmpty()
                                        ? ""
                                        : "; there is "
                                                + String.join(
                                                        ", ",
                                                        found.subcommands().keySet())));
            }
            found = next.getCommandSpec();
        }
        return found;
    }

    private void writeAll() {
        List<ManPage> pages = ManPage.all(spec.root()).collect(Collectors.toList());
        try {
            for (ManPage page : pages) {
                Files.writeString(directory.resolve(page.file()), page.roff());
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILURE, directory + ": cannot write manual pages there: " + e.getMessage() + ".");
        }
        spec.commandLine().getOut().println("wrote " + pages.size() + " pages to " + directory);
    }
}
