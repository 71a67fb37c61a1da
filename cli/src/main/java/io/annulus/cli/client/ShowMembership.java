// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.client;

import io.annulus.cli.output.FormatOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code annulus ivshmem client info}. */
@Command(
        name = "info",
        description =
                "Show what the server gives: an id, vectors, the memory, whether it is sealed and what region is in it,"
                        + " and who else is there. Changes nothing.",
        footer = {
            "  annulus ivshmem client --socket /run/annulus/vm1 info",
            "  annulus ivshmem client info --socket /run/annulus/vm1 --format json"
        })
final class ShowMembership implements Runnable {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private ClientCommand parent;

    @Mixin
    private FormatOption format;

    @Override
    public void run() {
        parent.show(spec, format);
    }
}
