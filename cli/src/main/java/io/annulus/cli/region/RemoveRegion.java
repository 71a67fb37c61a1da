// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.region;

import io.annulus.cli.argument.RegionPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus region remove}. */
@Command(
        name = "remove",
        description = "Remove a region's name. Programs that have it open keep it; the last of them frees the memory.",
        footer = {"  annulus region remove demo", "  annulus region remove demo --force"})
final class RemoveRegion implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            converter = RegionPath.Converter.class,
            description = "The region; a name without '/' means /dev/shm.")
    private RegionPath place;

    @Option(
            names = "--force",
            description = "Remove it even if it is in use or damaged; still only if the file begins as a region does.")
    private boolean force;

    @Override
    public void run() {
        if (force) {
            place.removeByForce();
        } else {
            place.remove();
        }
        spec.commandLine().getOut().println("removed " + place);
    }
}
