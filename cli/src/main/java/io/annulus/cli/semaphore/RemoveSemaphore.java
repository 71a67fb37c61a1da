// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.semaphore;

import io.annulus.ivshmem.doorbell.SharedSemaphore;
import io.annulus.region.Access;
import io.annulus.region.Region;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code annulus semaphore remove}. */
@Command(
        name = "remove",
        customSynopsis = {"annulus semaphore remove PATH NAME", "       annulus semaphore remove --socket SOCKET NAME"},
        description =
                "Remove a semaphore's name. Programs that use the semaphore keep it, so its few bytes are not used again.",
        footer = "  annulus semaphore remove demo jobs")
final class RemoveSemaphore implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SemaphoreArguments arguments;

    @Override
    public void run() {
        String name = arguments.name();
        try (Region region = arguments.open(Access.READ_WRITE)) {
            region.removeZone(SharedSemaphore.attach(region, name).name());
        }
        spec.commandLine().getOut().println("removed '" + name + "' from " + arguments.place());
    }
}
