// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.semaphore;

import picocli.CommandLine.Command;

/** The noun {@code semaphore}. */
@Command(
        name = "semaphore",
        description = {
            "Create, look at, use and remove counting semaphores in a region, between programs, the host and virtual machines.",
            "Who waits is woken by a doorbell in a virtual machine after 'guest setup', and on the host with --socket; otherwise it"
                    + " looks at short intervals."
        },
        footer = {
            "  annulus semaphore create demo jobs --initial 2",
            "  annulus semaphore down demo jobs --wait 10s",
            "  annulus semaphore up --socket /run/annulus/vm1 jobs",
            "  annulus semaphore down pci:auto jobs --wait 10s",
            "  annulus semaphore info demo jobs --format json"
        },
        subcommands = {CreateSemaphore.class, ShowSemaphore.class, GoUp.class, GoDown.class, RemoveSemaphore.class})
public final class SemaphoreCommand {
    /** Made by picocli. */
    public SemaphoreCommand() {}
}
