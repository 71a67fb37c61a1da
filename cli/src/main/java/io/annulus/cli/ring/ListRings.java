// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.argument.RegionPath;
import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.cli.output.Table;
import io.annulus.inspect.RegionSnapshot;
import io.annulus.inspect.RingSnapshot;
import io.annulus.region.Access;
import io.annulus.region.Region;
import io.annulus.ring.RingInfo;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus ring list}. */
@Command(
        name = "list",
        description = "List the rings in a region, damaged ones too. Changes nothing.",
        footer = {"  annulus ring list demo", "  annulus ring list demo --format json"})
final class ListRings implements Runnable {
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
    public void run() {
        RegionSnapshot seen;
        try (Region region = place.open(Access.READ_ONLY)) {
            seen = RegionSnapshot.of(region);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format.format() == Format.JSON) {
            out.println(Json.of(RingView.all(seen)));
        } else if (seen.rings().isEmpty() && seen.damagedRings().isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("no ring in " + place + "; to create one: annulus ring create " + place
                            + " NAME --entries 1024");
        } else {
            out.println(table(seen));
        }
    }

    private static String table(RegionSnapshot seen) {
        Table table = Table.withHeadings("RING", "USED", "CAPACITY", "ELEMENT SIZE", "PRODUCERS", "CONSUMERS");
        for (RingSnapshot ring : seen.rings()) {
            RingInfo info = ring.info();
            table.row(
                    info.name(),
                    info.used(),
                    info.capacity(),
                    info.elementSize(),
                    info.producers().mode().word(),
                    info.consumers().mode().word());
        }
        seen.damagedRings().forEach((name, damage) -> table.row(name, "damaged: " + damage));
        return table.text();
    }
}
