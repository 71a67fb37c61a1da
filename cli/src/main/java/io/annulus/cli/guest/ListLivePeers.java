// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import io.annulus.cli.argument.DevicePath;
import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.ivshmem.peers.LivePeers;
import io.annulus.region.Access;
import io.annulus.region.Region;
import java.io.PrintWriter;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus guest peers}. */
@Command(
        name = "peers",
        description = {
            "Print the ids of everybody who is at the server of a device's memory, this machine's own among them, one a line."
                    + " Changes nothing.",
            "The server writes them into the memory, if it has a region (annulus ivshmem serve --region). Everyone who shares the"
                    + " memory can write there: a hint, not a proof."
        },
        footer = {"  annulus guest peers", "  annulus guest peers 0000:00:04.0 --format json"})
final class ListLivePeers implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "BDF",
            converter = DevicePath.Converter.class,
            description = "The device's PCI address, such as 0000:00:04.0 (default: the only one there is).")
    private DevicePath place = DevicePath.auto();

    @Mixin
    private FormatOption format;

    @Override
    public void run() {
        try (Region region = place.open(Access.READ_ONLY)) {
            LivePeers list = LivePeers.in(region);
            BitSet ids = list.ids();
            PrintWriter out = spec.commandLine().getOut();
            if (format.format() == Format.JSON) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("vectors", list.vectors());
                fields.put("changes", list.changes());
                fields.put("peers", ids.stream().boxed().toList());
                out.println(Json.of(fields));
            } else {
                ids.stream().forEach(out::println);
            }
        }
    }
}
