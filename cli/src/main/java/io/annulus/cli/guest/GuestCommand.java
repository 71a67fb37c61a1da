// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import picocli.CommandLine.Command;

/** The noun {@code guest}. */
@Command(
        name = "guest",
        description = {
            "Inside a virtual machine: find ivshmem devices, use their memory, and ring and be rung.",
            "Every command on regions and rings takes such a device instead of a file: as pci:ADDRESS, or as pci:auto where"
                    + " there is only one."
        },
        footer = {
            "  annulus guest list",
            "  annulus guest info",
            "  annulus ring list pci:auto",
            "  annulus ring dequeue pci:auto orders --wait 10s",
            "  annulus guest setup && annulus guest wait 0"
        },
        subcommands = {
            ListDevices.class,
            ShowDevice.class,
            ListLivePeers.class,
            SetUpDevice.class,
            UnbindDevice.class,
            ReadMemory.class,
            WriteMemory.class,
            RingDoorbell.class,
            AwaitDoorbell.class
        })
public final class GuestCommand {
    /** Made by picocli. */
    public GuestCommand() {}
}
