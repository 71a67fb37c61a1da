// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.semaphore;

import io.annulus.cli.argument.DurationConverter;
import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.cli.timing.Deadline;
import io.annulus.ivshmem.doorbell.Doorbells;
import io.annulus.ivshmem.doorbell.SharedSemaphore;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code annulus semaphore down}. */
@Command(
        name = "down",
        customSynopsis = {
            "annulus semaphore down PATH NAME [--wait DURATION] [--vector N] [--force] [--format text|json]",
            "       annulus semaphore down --socket SOCKET NAME [--wait DURATION] [--vector N]"
        },
        description = {
            "Take one from a semaphore's count. If there is none, waits as long as --wait says, and ends with status 1 if there still"
                    + " is none.",
            "Is woken by a doorbell in a virtual machine after 'guest setup', and on the host with --socket; otherwise looks at"
                    + " short intervals. Says on standard error, before it waits, in which way it does."
        },
        footer = {
            "  annulus semaphore down pci:auto jobs --wait 10s",
            "  annulus semaphore down --socket /run/annulus/vm1 jobs --wait 1h --format json",
            "  annulus semaphore down demo jobs"
        })
final class GoDown implements Runnable {
    private static final int HIGHEST_VECTOR = 255;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SemaphoreArguments arguments;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long at most: 500ms, 2s, 1m (not at all if not given).")
    private Duration patience = Duration.ZERO;

    private int vector;

    @Option(
            names = "--vector",
            paramLabel = "N",
            description = "On which of its vectors others ring it; of no other use meanwhile (default 0).")
    void setVector(int number) {
        if (number < 0 || number > HIGHEST_VECTOR) {
            throw new ParameterException(
                    spec.commandLine(), "--vector: expected 0 to " + HIGHEST_VECTOR + ", found " + number);
        }
        vector = number;
    }

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
            if (!semaphore.tryDown()) {
                await(semaphore, party.doorbells());
            }
            print(semaphore);
        }
    }

    private void await(SharedSemaphore semaphore, Optional<Doorbells> doorbells) {
        if (patience.isPositive()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("annulus: waiting for '" + semaphore.name() + "', "
                    + doorbells
                            .filter(own -> vector < own.vectors())
                            .map(own -> "to be rung as peer " + own.id() + " on vector " + vector)
                            .orElse("looking at short intervals"));
            err.flush();
        }
        boolean got =
                doorbells.isPresent() ? semaphore.down(doorbells.get(), vector, patience) : semaphore.down(patience);
        if (!got) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    (patience.isPositive() ? "waited " + Deadline.describe(patience) + ": " : "")
                            + "there is none to take: the count of '" + semaphore.name() + "' is 0.");
        }
    }

    private void print(SharedSemaphore semaphore) {
        PrintWriter out = spec.commandLine().getOut();
        if (format.format() == Format.JSON) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", semaphore.name());
            fields.put("count", semaphore.count());
            out.println(Json.of(fields));
        } else {
            out.println("took one from '" + semaphore.name() + "'");
        }
    }
}
