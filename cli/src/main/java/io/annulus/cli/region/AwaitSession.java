// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.region;

import io.annulus.cli.argument.DurationConverter;
import io.annulus.cli.argument.RegionPath;
import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.timing.Deadline;
import io.annulus.region.Access;
import io.annulus.region.Region;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus region wait-session}. */
@Command(
        name = "wait-session",
        description = {
            "Wait until the session of a region is a later one than a number, and print it; ends with status 1 if it does not"
                    + " become so in time. Looks again and again, and writes nothing.",
            "A number as 'region info' or this command has printed it before; without one, the session that there is now."
        },
        footer = {
            "  annulus region wait-session market --timeout 1m",
            "  annulus region wait-session pci:auto --after 3 --timeout 1h"
        })
final class AwaitSession implements Runnable {
    private static final Duration PAUSE = Duration.ofMillis(20);

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            converter = RegionPath.Converter.class,
            description = RegionPath.DESCRIPTION)
    private RegionPath place;

    @Option(
            names = "--after",
            paramLabel = "N",
            description = "The last session known (default: the one there is now).")
    private Long after;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long to wait: 500ms, 2s, 1m (10s if not given).")
    private Duration timeout = Duration.ofSeconds(10);

    @Override
    public void run() {
        try (Region region = place.open(Access.READ_ONLY)) {
            long known = after == null ? region.session() : after;
            Deadline deadline = Deadline.after(timeout);
            for (long session; ; deadline.pause(PAUSE)) {
                session = region.session();
                if (Long.compareUnsigned(session, known) > 0) {
                    spec.commandLine().getOut().println(Long.toUnsignedString(session));
                    return;
                }
                if (deadline.hasPassed()) {
                    throw new CommandFailure(
                            ExitCode.FAILURE,
                            "waited " + Deadline.describe(timeout) + ": the session is still "
                                    + Long.toUnsignedString(session) + ".");
                }
            }
        }
    }
}
