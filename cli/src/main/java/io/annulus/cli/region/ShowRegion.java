// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.region;

import io.annulus.cli.argument.ByteSize;
import io.annulus.cli.argument.RegionPath;
import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.cli.output.Table;
import io.annulus.liveness.KernelWitness;
import io.annulus.liveness.ParticipantInfo;
import io.annulus.region.Access;
import io.annulus.region.Region;
import io.annulus.region.RegionInfo;
import io.annulus.region.Zone;
import java.io.PrintWriter;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus region info}. */
@Command(
        name = "info",
        description = "Show a region: its header, the zones in it, and who has roles open. Changes nothing.",
        footer = {"  annulus region info demo", "  annulus region info demo --format json"})
final class ShowRegion implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            converter = RegionPath.Converter.class,
            description = "The region; a name without '/' means /dev/shm.")
    private RegionPath place;

    @Mixin
    private FormatOption format;

    @Override
    public void run() {
        RegionView view;
        try (Region region = Region.open(place.path(), Access.READ_ONLY)) {
            view = RegionView.of(region);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format.format() == Format.JSON) {
            out.println(Json.of(view.fields()));
            return;
        }
        out.println(header(view));
        if (!view.zones().isEmpty()) {
            out.println("\n" + zones(view));
        }
        if (!view.participants().isEmpty()) {
            out.println("\n" + participants(view));
        }
    }

    private static String header(RegionView view) {
        RegionInfo info = view.info();
        return Table.ofProperties()
                .row("region", info.path())
                .row("size", ByteSize.describe(info.sizeBytes()) + " (" + info.sizeBytes() + " bytes)")
                .row("unused", ByteSize.describe(view.unusedBytes()))
                .row("uuid", info.uuid())
                .row(
                        "created by",
                        "pid " + info.creator().pid() + " ("
                                + RegionView.word(new KernelWitness().judge(info.creator())) + ")")
                .row(
                        "ring layout",
                        "cache line " + info.profile().cacheLine() + ", guard lines "
                                + info.profile().guardLines())
                .row("zones", view.zones().size() + " of " + info.directoryCapacity())
                .row("participants", view.participants().size() + " of " + info.participantCapacity())
                .text();
    }

    private static String zones(RegionView view) {
        Table table = Table.withHeadings("ZONE", "KIND", "OFFSET", "BYTES", "ELEMENT SIZE");
        for (Zone zone : view.zones()) {
            String element = zone.elementSize() == 0 ? "-" : Integer.toString(zone.elementSize());
            table.row(zone.name(), RegionView.word(zone.kind()), zone.offset(), zone.length(), element);
        }
        return table.text();
    }

    private static String participants(RegionView view) {
        Table table = Table.withHeadings("PID", "IS", "ROLE", "ZONE", "SINCE");
        for (ParticipantInfo participant : view.participants()) {
            table.row(
                    participant.process().pid(),
                    RegionView.word(participant.verdict()),
                    RegionView.purpose(participant),
                    Objects.requireNonNullElse(view.zoneOf(participant), "-"),
                    participant.since());
        }
        return table.text();
    }
}
