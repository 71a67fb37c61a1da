// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.watch.WatchRings;
import picocli.CommandLine.Command;

/** The noun {@code ring}. */
@Command(
        name = "ring",
        description = "Create, look at, use, tune and remove the rings in a region.",
        footer = {
            "  annulus ring create demo orders --entries 1024",
            "  annulus ring enqueue demo orders 1 2 0x3",
            "  annulus ring dequeue demo orders --wait 2s",
            "  annulus ring info demo orders --format json",
            "  annulus ring watch demo",
            "  annulus ring diagnose demo"
        },
        subcommands = {
            CreateRing.class,
            ListRings.class,
            ShowRing.class,
            WatchRings.class,
            DiagnoseRing.class,
            EnqueueValues.class,
            DequeueValues.class,
            TuneRing.class,
            RemoveRing.class
        })
public final class RingCommand {
    /** Made by picocli. */
    public RingCommand() {}
}
