// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.region;

import io.annulus.cli.argument.ByteSize;
import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.cli.output.Table;
import io.annulus.error.AnnulusException;
import io.annulus.inspect.RegionSnapshot;
import io.annulus.region.Access;
import io.annulus.region.Region;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus region list}. */
@Command(
        name = "list",
        description = "List the regions in a directory, damaged ones too.",
        footer = {"  annulus region list", "  annulus region list /var/lib/rings --format json"})
final class ListRegions implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", description = "The directory (/dev/shm).")
    private Path directory = Path.of("/dev/shm");

    @Mixin
    private FormatOption format;

    /** A region's file with what was seen in it, or with what is wrong: one of the two is null. */
    private record Found(Path path, RegionSnapshot seen, String damage) {

        static Found at(Path path) {
            try (Region region = Region.open(path, Access.READ_ONLY)) {
                return new Found(path, RegionSnapshot.of(region), null);
            } catch (AnnulusException e) {
                return new Found(path, null, e.getMessage() + " [" + e.reason().code() + "]");
            }
        }

        Map<String, Object> fields() {
            if (seen != null) {
                return RegionView.fields(seen);
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("path", path);
            fields.put("error", damage);
            return fields;
        }
    }

    @Override
    public void run() {
        List<Found> regions = Region.list(directory).stream().map(Found::at).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (format.format() == Format.JSON) {
            out.println(Json.of(regions.stream().map(Found::fields).toList()));
        } else if (regions.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("no region in " + directory + "; to create one: annulus region create NAME --size 64M");
        } else {
            out.println(table(regions));
        }
    }

    private static String table(List<Found> regions) {
        Table table = Table.withHeadings("REGION", "SIZE", "UNUSED", "ZONES", "PARTICIPANTS", "FINDINGS");
        for (Found found : regions) {
            RegionSnapshot seen = found.seen();
            if (seen == null) {
                table.row(found.path(), "damaged: " + found.damage());
            } else {
                table.row(
                        found.path(),
                        ByteSize.describe(seen.info().sizeBytes()),
                        ByteSize.describe(seen.unusedBytes()),
                        seen.directory().zones().size(),
                        seen.participants().size(),
                        seen.damage().size());
            }
        }
        return table.text();
    }
}
