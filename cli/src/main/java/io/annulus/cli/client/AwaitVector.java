// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.client;

import io.annulus.cli.argument.VectorConverter;
import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Rung;
import io.annulus.cli.timing.Deadline;
import io.annulus.ivshmem.client.IvshmemClient;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code annulus ivshmem client wait}. */
@Command(
        name = "wait",
        description = {
            "Wait until somebody rings this command on one of its vectors, and print how often; ends with status 1 if nobody"
                    + " does in time. Says on standard error under which id it can be rung.",
            "Who rang cannot be told, and several rings before the wait are one wake-up: their number is printed."
        },
        footer = {
            "  annulus ivshmem client --socket /run/annulus/vm1 wait 0",
            "  annulus ivshmem client --socket /run/annulus/vm1 wait 0 --timeout 1h --format json"
        })
final class AwaitVector implements Runnable {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private ClientCommand parent;

    @Parameters(index = "0", paramLabel = "VECTOR", converter = VectorConverter.class, description = "The first is 0.")
    private int vector;

    @Mixin
    private FormatOption format;

    @Override
    public void run() {
        try (IvshmemClient client = parent.join()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("waiting for a ring of peer " + client.id() + ", vector " + vector);
            err.flush();
            long rings = client.await(vector, parent.timeout());
            if (rings == 0) {
                throw new CommandFailure(
                        ExitCode.FAILURE,
                        "waited " + Deadline.describe(parent.timeout()) + ": nobody rang vector " + vector + " of peer "
                                + client.id() + ".");
            }
            new Rung(vector, rings).print(spec.commandLine().getOut(), format.format());
        }
    }
}
