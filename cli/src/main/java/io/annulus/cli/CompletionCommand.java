// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code annulus completion}. */
@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh, to be sourced.",
        footer = {"  source <(annulus completion)", "  annulus completion > /etc/bash_completion.d/annulus"})
final class CompletionCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine root = spec.root().commandLine();
        spec.commandLine().getOut().print(AutoComplete.bash(root.getCommandName(), root));
    }
}
