// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.region;

import picocli.CommandLine.Command;

/** The noun {@code region}. */
@Command(
        name = "region",
        description = "Create, look at and remove regions of shared memory.",
        footer = {
            "  annulus region create demo --size 64M",
            "  annulus region list",
            "  annulus region info demo --format json",
            "  annulus region remove demo"
        },
        subcommands = {
            CreateRegion.class,
            ListRegions.class,
            ShowRegion.class,
            RemoveRegion.class,
            BeginSession.class,
            AwaitSession.class
        })
public final class RegionCommand {
    /** Made by picocli. */
    public RegionCommand() {}
}
