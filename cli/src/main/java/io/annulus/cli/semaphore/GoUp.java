// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.semaphore;

import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.error.Quantity;
import io.annulus.ivshmem.doorbell.Doorbells;
import io.annulus.ivshmem.doorbell.SharedSemaphore;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code annulus semaphore up}. */
@Command(
        name = "up",
        customSynopsis = {
            "annulus semaphore up PATH NAME [--force] [--format text|json]",
            "       annulus semaphore up --socket SOCKET NAME [--format text|json]"
        },
        description = {
            "Add one to a semaphore's count, and ring everybody who waits for it.",
            "In a virtual machine this rings through the device, and needs no setup; on the host it rings with --socket. Without that"
                    + " it says on standard error whom it could not ring: they find what was added within a second."
        },
        footer = {
            "  annulus semaphore up pci:auto jobs",
            "  annulus semaphore up --socket /run/annulus/vm1 jobs",
            "  annulus semaphore up demo jobs"
        })
final class GoUp implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SemaphoreArguments arguments;

    @Option(
            names = "--force",
            description = "Even on a device's memory that is not cached, where each operation slows the whole machine.")
    private boolean force;

    @Mixin
    private FormatOption format;

    @Override
    public void run() {
        String name = arguments.name();
        try (Party party = arguments.join()) {
            SharedSemaphore found = SharedSemaphore.attach(party.region(), name);
            SharedSemaphore semaphore = force ? found.byForce() : found;
            if (party.doorbells().isPresent()) {
                Doorbells doorbells = party.doorbells().get();
                print(semaphore, semaphore.up(doorbells), 0);
            } else {
                print(semaphore, 0, semaphore.up());
            }
        }
    }

    private void print(SharedSemaphore semaphore, int rung, int notRung) {
        PrintWriter out = spec.commandLine().getOut();
        if (format.format() == Format.JSON) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", semaphore.name());
            fields.put("rung", rung);
            fields.put("notRung", notRung);
            out.println(Json.of(fields));
        } else {
            out.println("added one to '" + semaphore.name() + "': " + Quantity.of(rung, "doorbell") + " rung");
        }
        if (notRung > 0) {
            spec.commandLine()
                    .getErr()
                    .println("annulus: " + Quantity.of(notRung, "doorbell")
                            + " could not be rung, since this command has none of its own here; whoever waits looks within a"
                            + " second. On the host --socket SOCKET has them, instead of PATH.");
        }
    }
}
