// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.inspect.RingSnapshot;
import io.annulus.region.Access;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code annulus ring info}. */
@Command(
        name = "info",
        customSynopsis = {
            "annulus ring info PATH NAME [--format text|json]",
            "       annulus ring info FILE --raw OFFSET --element-size BYTES [--profile 64|128] [--format text|json]"
        },
        description = {
            "Show a ring: its size, modes, fill level and indices. Changes nothing.",
            "If an operation was left half done, or there is something that no correct program leaves (the findings), it also"
                    + " says so on standard error, with whoever is waited for, and exits with 5.",
            "JSON has the fields of DPDK's telemetry command /ring/info under 'dpdk'."
        },
        footer = {
            "  annulus ring info demo orders",
            "  annulus ring info demo orders --format json",
            "  annulus ring info /dev/hugepages/rtemap_0 --raw 0x1380 --element-size 8"
        })
final class ShowRing implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RingArguments arguments;

    @Mixin
    private FormatOption format;

    @Override
    public void run() {
        arguments.requireNoValues();
        try (OpenRing open = arguments.open(Access.READ_ONLY)) {
            RingSnapshot ring = open.look();
            PrintWriter out = spec.commandLine().getOut();
            out.println(format.format() == Format.JSON ? Json.of(RingView.fields(ring)) : ring.toText());
            out.flush();
            Health.require(open.ring(), ring);
        }
    }
}
