// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import io.annulus.cli.argument.DevicePath;
import io.annulus.cli.argument.DurationConverter;
import io.annulus.cli.argument.VectorConverter;
import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Rung;
import io.annulus.cli.timing.Deadline;
import io.annulus.ivshmem.driver.GuestDoorbells;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus guest wait}. */
@Command(
        name = "wait",
        description = {
            "Wait until somebody rings this machine on one of its vectors, and print how often it was interrupted; ends with status"
                    + " 1 if nobody does in time. Says on standard error under which id it can be rung, and from when on: what"
                    + " was rung before is lost.",
            "Needs 'guest setup'. Who rang cannot be told, and several rings before the wait are one wake-up."
        },
        footer = {"  annulus guest wait 0", "  annulus guest wait 1 --timeout 1h --format json"})
final class AwaitDoorbell implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "VECTOR", converter = VectorConverter.class, description = "The first is 0.")
    private int vector;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long at most: 500ms, 2s, 1m (10s if not given).")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(
            names = "--device",
            paramLabel = "BDF",
            converter = DevicePath.Converter.class,
            description = "Of which device (default: the only one there is).")
    private DevicePath place = DevicePath.auto();

    @Mixin
    private FormatOption format;

    @Override
    public void run() {
        try (GuestDoorbells doorbells = GuestDoorbells.openWithInterrupts(place.device())) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("waiting for a ring of peer " + doorbells.id() + ", vector " + vector + " ("
                    + doorbells.verdict().signalling().word() + ")");
            err.flush();
            long rings = doorbells.await(vector, timeout);
            if (rings == 0) {
                throw new CommandFailure(
                        ExitCode.FAILURE,
                        "waited " + Deadline.describe(timeout) + ": nobody rang vector " + vector + " of peer "
                                + doorbells.id() + ".");
            }
            new Rung(vector, rings).print(spec.commandLine().getOut(), format.format());
        }
    }
}
