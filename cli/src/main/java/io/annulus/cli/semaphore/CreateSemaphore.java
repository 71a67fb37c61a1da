// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.semaphore;

import io.annulus.ivshmem.doorbell.SharedSemaphore;
import io.annulus.region.Access;
import io.annulus.region.Region;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code annulus semaphore create}. */
@Command(
        name = "create",
        customSynopsis = {
            "annulus semaphore create PATH NAME [--initial N]",
            "       annulus semaphore create --socket SOCKET NAME [--initial N]"
        },
        description =
                "Create a semaphore in a region. Its name, of 1 to 28 ASCII characters, appears when it is complete.",
        footer = {
            "  annulus semaphore create demo jobs",
            "  annulus semaphore create pci:auto slots --initial 4",
            "  annulus semaphore create --socket /run/annulus/vm1 jobs"
        })
final class CreateSemaphore implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SemaphoreArguments arguments;

    @Option(names = "--initial", paramLabel = "N", description = "The count it begins with (default 0).")
    private int initial;

    @Override
    public void run() {
        String name = arguments.name();
        try (Region region = arguments.open(Access.READ_WRITE)) {
            SharedSemaphore.create(region, name, initial);
        }
        spec.commandLine()
                .getOut()
                .println("created '" + name + "' in " + arguments.place() + ": its count is " + initial);
    }
}
