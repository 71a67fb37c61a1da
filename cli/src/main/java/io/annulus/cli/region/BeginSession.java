// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.region;

import io.annulus.cli.argument.RegionPath;
import io.annulus.region.Access;
import io.annulus.region.Region;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus region begin-session}. */
@Command(
        name = "begin-session",
        description = {
            "Begin a new session of a region, and print its number: for the application that owns the region, when it has started"
                    + " again and put in order what is in there.",
            "Whoever waits for it (annulus region wait-session) or compares numbers then closes its roles and opens them anew."
        },
        footer = {"  annulus region begin-session market"})
final class BeginSession implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            converter = RegionPath.Converter.class,
            description = RegionPath.DESCRIPTION)
    private RegionPath place;

    @Override
    public void run() {
        try (Region region = place.open(Access.READ_WRITE)) {
            spec.commandLine().getOut().println(Long.toUnsignedString(region.beginSession()));
        }
    }
}
