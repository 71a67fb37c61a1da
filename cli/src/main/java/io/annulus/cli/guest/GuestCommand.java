// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import picocli.CommandLine.Command;

/** The noun {@code guest}. */
@Command(
        name = "guest",
        description = "Inside a virtual machine: find ivshmem devices and use their memory.",
        subcommands = {})
public final class GuestCommand {
    /** Made by picocli. */
    public GuestCommand() {}
}
