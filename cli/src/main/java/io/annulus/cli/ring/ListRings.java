// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.argument.RegionPath;
import io.annulus.cli.argument.SyncModes;
import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.cli.output.Table;
import io.annulus.error.AnnulusException;
import io.annulus.region.Access;
import io.annulus.region.Region;
import io.annulus.region.Zone;
import io.annulus.region.ZoneKind;
import io.annulus.ring.Ring;
import io.annulus.ring.RingInfo;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            description = "The region; a name without '/' means /dev/shm.")
    private RegionPath place;

    @Mixin
    private FormatOption format;

    /** A ring's name with what was seen of it, or with what is wrong: one of the two is null. */
    private record Found(String name, RingView view, String damage) {

        static Found at(Region region, Zone zone) {
            try {
                return new Found(
                        zone.name(),
                        new RingView(Ring.attach(region, zone.name()).info(), zone.offset()),
                        null);
            } catch (AnnulusException e) {
                return new Found(
                        zone.name(), null, e.getMessage() + " [" + e.reason().code() + "]");
            }
        }

        Map<String, Object> fields() {
            if (view != null) {
                return view.fields();
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", name);
            fields.put("error", damage);
            return fields;
        }
    }

    @Override
    public void run() {
        List<Found> rings;
        try (Region region = Region.open(place.path(), Access.READ_ONLY)) {
            rings = region.zones().stream()
                    .filter(zone -> zone.kind() == ZoneKind.RING)
                    .map(zone -> Found.at(region, zone))
                    .toList();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format.format() == Format.JSON) {
            out.println(Json.of(rings.stream().map(Found::fields).toList()));
        } else if (rings.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("no ring in " + place.path() + "; to create one: annulus ring create " + place.path()
                            + " NAME --entries 1024");
        } else {
            out.println(table(rings));
        }
    }

    private static String table(List<Found> rings) {
        Table table = Table.withHeadings("RING", "USED", "CAPACITY", "ELEMENT SIZE", "PRODUCERS", "CONSUMERS");
        for (Found found : rings) {
            if (found.view() == null) {
                table.row(found.name(), "damaged: " + found.damage());
            } else {
                RingInfo info = found.view().info();
                table.row(
                        found.name(),
                        info.used(),
                        info.capacity(),
                        info.elementSize(),
                        SyncModes.word(info.producers().mode()),
                        SyncModes.word(info.consumers().mode()));
            }
        }
        return table.text();
    }
}
