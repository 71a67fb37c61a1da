// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.region;

import io.annulus.cli.argument.RegionPath;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.cli.ring.Health;
import io.annulus.inspect.RegionSnapshot;
import io.annulus.region.Access;
import io.annulus.region.Region;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus region info}. */
@Command(
        name = "info",
        description = {
            "Show a region: its header, the zones and rings in it, who has roles open, and what is wrong (the findings)."
                    + " Changes nothing.",
            "Exits with 5 if there are findings, or an operation on a ring was left half done; then it also says on standard"
                    + " error who is waited for. What dead processes left behind (left over) hurts nobody: it is taken over"
                    + " by whoever needs it."
        },
        footer = {"  annulus region info demo", "  annulus region info demo --format json"})
final class ShowRegion implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            converter = RegionPath.Converter.class,
            description = RegionPath.DESCRIPTION)
    private RegionPath place;

    @Mixin
    private FormatOption format;

    @Override
    public Integer call() {
        try (Region region = place.open(Access.READ_ONLY)) {
            RegionSnapshot snapshot = RegionSnapshot.of(region);
            PrintWriter out = spec.commandLine().getOut();
            out.println(format.format() == Format.JSON ? Json.of(RegionView.fields(snapshot)) : snapshot.toText());
            out.flush();
            Health.requireMoving(Health.attach(
                    region,
                    snapshot.rings().stream().filter(ring -> !ring.stalls().isEmpty())));
            return snapshot.damage().isEmpty() ? ExitCode.OK : ExitCode.UNHEALTHY;
        }
    }
}
