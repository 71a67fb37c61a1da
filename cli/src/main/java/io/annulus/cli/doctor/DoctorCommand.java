// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.doctor;

import io.annulus.cli.output.ExitCode;
import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code annulus doctor}. */
@Command(
        name = "doctor",
        description = {
            "Look at this machine: what was found, what is wanted, and how to mend it.",
            "Ends with status 5 if something is wrong, and with 0 if only optional things are missing."
        },
        footer = {"  annulus doctor", "  annulus doctor --format json"})
public final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private FormatOption format;

    /** Made by picocli. */
    public DoctorCommand() {}

    @Override
    public Integer call() {
        List<Finding> findings = examine(Machine.here());
        PrintWriter out = spec.commandLine().getOut();
        if (format.format() == Format.JSON) {
            out.println(Json.of(findings.stream().map(Finding::fields).toList()));
        } else {
            findings.forEach(finding -> print(finding, out));
        }
        return status(findings);
    }

    static List<Finding> examine(Machine machine) {
        return Stream.of(
                        RuntimeChecks.look(),
                        SharedMemoryChecks.look(machine),
                        ProcessChecks.look(machine),
                        PeerChecks.look(machine))
                .flatMap(List::stream)
                .toList();
    }

    static int status(List<Finding> findings) {
        return findings.stream().anyMatch(f -> f.status() == Status.WRONG) ? ExitCode.UNHEALTHY : ExitCode.OK;
    }

    private static void print(Finding finding, PrintWriter out) {
        out.printf("%-8s  %s: %s%n", finding.status().word(), finding.name(), finding.found());
        if (finding.status() != Status.OK) {
            out.printf("            wanted: %s%n", finding.wanted());
            out.printf("            fix: %s%n", finding.fix());
        }
    }
}
