// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.argument.RegionPath;
import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.liveness.ParticipantInfo;
import io.annulus.liveness.Verdict;
import io.annulus.region.Access;
import io.annulus.region.Region;
import io.annulus.region.Zone;
import io.annulus.region.ZoneKind;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus ring remove}. */
@Command(
        name = "remove",
        description = "Remove a ring's name. Programs that use the ring keep it; its space is used again after them.",
        footer = "  annulus ring remove demo orders")
final class RemoveRing implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            converter = RegionPath.Converter.class,
            description = RegionPath.DESCRIPTION)
    private RegionPath place;

    @Parameters(index = "1", paramLabel = "NAME", description = "The ring's name.")
    private String name;

    @Override
    public void run() {
        try (Region region = place.open(Access.READ_WRITE)) {
            // Not attached to: a damaged ring can be removed, too.
            Zone zone = region.zone(name);
            if (zone.kind() != ZoneKind.RING) {
                throw new CommandFailure(
                        ExitCode.FAILURE,
                        place + ": '" + name + "' is not a ring. The program that made this zone knows what it"
                                + " is, and can remove it.");
            }
            List<ParticipantInfo> users = region.participants().stream()
                    .filter(p -> p.verdict() != Verdict.DEAD
                            && p.occupation() != null
                            && p.occupation().uses(zone.entry(), zone.generation()))
                    .toList();
            region.removeZone(name);
            spec.commandLine().getOut().println("removed '" + name + "' from " + place);
            if (!users.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("annulus: still in use, without a name, by "
                                + users.stream().map(ParticipantInfo::describe).collect(Collectors.joining(", ")));
            }
        }
    }
}
