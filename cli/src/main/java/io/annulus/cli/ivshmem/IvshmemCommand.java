// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ivshmem;

import io.annulus.cli.client.ClientCommand;
import io.annulus.cli.export.ExportCommand;
import picocli.CommandLine.Command;

/** The noun {@code ivshmem}. */
@Command(
        name = "ivshmem",
        description = "Share memory with virtual machines through the ivshmem device.",
        footer = {
            "  annulus ivshmem export market --ring orders",
            "  annulus ivshmem serve --socket /run/annulus/vm1 --size 64M --vectors 2",
            "  annulus ivshmem serve --socket /run/annulus/vm1 --take-over",
            "  annulus ivshmem hold --socket /run/annulus/vm1",
            "  annulus ivshmem peers --socket /run/annulus/vm1",
            "  annulus ivshmem client --socket /run/annulus/vm1 info",
            "  annulus ivshmem client --socket /run/annulus/vm1 ring 3 0"
        },
        subcommands = {
            ExportCommand.class,
            ServeCommand.class,
            HoldCommand.class,
            ServerPeers.class,
            ClientCommand.class,
            QemuServerCommand.class,
            NahanniServerCommand.class
        })
public final class IvshmemCommand {
    /** Made by picocli. */
    public IvshmemCommand() {}
}
