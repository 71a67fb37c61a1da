// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.argument.DurationConverter;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.inspect.Diagnosis;
import io.annulus.inspect.RegionSnapshot;
import io.annulus.inspect.StallWatch;
import io.annulus.region.Access;
import io.annulus.region.Region;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code annulus ring diagnose}. */
@Command(
        name = "diagnose",
        customSynopsis = {
            "annulus ring diagnose PATH [NAME] [--for DURATION] [--format text|json]",
            "       annulus ring diagnose FILE --raw OFFSET --element-size BYTES [--profile 64|128] [--for DURATION] ..."
        },
        description = {
            "Say whether a ring, or every ring of a region, is well. Changes nothing.",
            "A side is stalled if it stood in the middle of an operation, at the same place, all the time it was watched. Then"
                    + " this names everyone with a role on that side: pid, since when, whether alive, stopped or dead, in this"
                    + " kernel and pid namespace or another. If there is only one process it can be, or on a side for one at a"
                    + " time only one that died, it is named as the one. C programs leave no trace, so they are never named.",
            "Exits with 0 if all is well, and with 5 if not."
        },
        footer = {
            "  annulus ring diagnose demo",
            "  annulus ring diagnose demo orders --for 5s",
            "  annulus ring diagnose demo --format json || alert"
        })
final class DiagnoseRing implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RingArguments arguments;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "How long a side must stand still to be called stalled: 100ms or more (default 1s). If none does,"
                            + " this ends at once.")
    private Duration time = Duration.ofSeconds(1);

    @Mixin
    private FormatOption format;

    @Override
    public Integer call() {
        arguments.requireNoValues();
        if (time.compareTo(StallWatch.LASTING) < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--for: expected 100ms or more, found " + time.toMillis() + "ms");
        }
        return arguments.isWholeRegion() ? diagnoseAll() : diagnoseOne();
    }

    private int diagnoseOne() {
        try (OpenRing open = arguments.open(Access.READ_ONLY)) {
            Diagnosis diagnosis = Diagnosis.of(open.ring(), time);
            PrintWriter out = spec.commandLine().getOut();
            out.println(format.format() == Format.JSON ? Json.of(DiagnosisView.fields(diagnosis)) : diagnosis.toText());
            return diagnosis.isHealthy() ? ExitCode.OK : ExitCode.UNHEALTHY;
        }
    }

    private int diagnoseAll() {
        try (Region region = arguments.place().open(Access.READ_ONLY)) {
            RegionSnapshot seen = RegionSnapshot.of(region);
            List<Diagnosis> diagnoses = Diagnosis.ofAll(Health.attach(region, seen.rings().stream()), time);
            if (format.format() == Format.JSON) {
                printJson(seen, diagnoses);
            } else {
                printText(seen, diagnoses);
            }
            boolean healthy =
                    seen.damagedRings().isEmpty() && diagnoses.stream().allMatch(Diagnosis::isHealthy);
            return healthy ? ExitCode.OK : ExitCode.UNHEALTHY;
        }
    }

    private void printJson(RegionSnapshot seen, List<Diagnosis> diagnoses) {
        List<Map<String, Object>> all = new ArrayList<>();
        diagnoses.forEach(diagnosis -> all.add(DiagnosisView.fields(diagnosis)));
        seen.damagedRings().forEach((name, damage) -> all.add(DiagnosisView.damaged(name, damage)));
        spec.commandLine().getOut().println(Json.of(all));
    }

    private void printText(RegionSnapshot seen, List<Diagnosis> diagnoses) {
        PrintWriter out = spec.commandLine().getOut();
        if (diagnoses.isEmpty() && seen.damagedRings().isEmpty()) {
            spec.commandLine().getErr().println("no ring in " + arguments.place());
        }
        diagnoses.forEach(diagnosis -> out.println(diagnosis.toText()));
        seen.damagedRings().forEach((name, damage) -> out.println("'" + name + "' is damaged: " + damage));
    }
}
