// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.watch;

import io.annulus.cli.argument.DurationConverter;
import io.annulus.cli.argument.RegionPath;
import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.cli.timing.Deadline;
import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.inspect.RegionSnapshot;
import io.annulus.region.Access;
import io.annulus.region.Region;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus ring watch}. */
@Command(
        name = "watch",
        description = {
            "Show all rings of a region again and again, as top does: how full they are, how many elements a second go in and"
                    + " out since the last look, and in one word how they are: ok, empty, full, stalled or damaged. Changes"
                    + " nothing.",
            "On a terminal each look replaces the one before; elsewhere they follow each other, and as JSON each is an object in"
                    + " one line. Rings that appear are shown, and those that are removed no longer. The first look has no"
                    + " rates, nor has one after a reset. Ends after --count looks, with Ctrl-C, or when the region is removed"
                    + " (status 3)."
        },
        footer = {
            "  annulus ring watch demo",
            "  annulus ring watch demo --interval 200ms",
            "  annulus ring watch demo --count 2 --format json | tail -n 1"
        })
public final class WatchRings implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            converter = RegionPath.Converter.class,
            description = RegionPath.DESCRIPTION)
    private RegionPath place;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Time between two looks: 200ms, 1s (default), 1m.")
    private Duration interval = Duration.ofSeconds(1);

    @Option(names = "--count", paramLabel = "N", description = "End after N looks (default: never).")
    private Long count;

    @Mixin
    private FormatOption format;

    /** Made by picocli. */
    public WatchRings() {}

    @Override
    public void run() {
        if (interval.isZero()) {
            throw new ParameterException(spec.commandLine(), "--interval: expected 1ms or more, found 0");
        }
        if (count != null && count < 1) {
            throw new ParameterException(spec.commandLine(), "--count: expected 1 or more, found " + count);
        }
        Observer observer = new Observer();
        PrintWriter out = spec.commandLine().getOut();
        Screen screen = Screen.on(out);
        for (long looks = 1; ; looks++) {
            Deadline next = Deadline.after(interval);
            Frame frame = observer.see(look(looks));
            if (!show(frame, screen, out) || (count != null && looks >= count)) {
                return;
            }
            next.await();
        }
    }

    private RegionSnapshot look(long looks) {
        try (Region region = place.open(Access.READ_ONLY)) {
            return RegionSnapshot.of(region);
        } catch (AnnulusException e) {
            if (looks > 1 && e.reason() == Reason.NOT_FOUND) {
                throw new CommandFailure(ExitCode.NOT_FOUND, place + " was removed while it was watched.");
            }
            throw e;
        }
    }

    private boolean show(Frame frame, Screen screen, PrintWriter out) {
        if (format.format() == Format.JSON) {
            out.println(Json.compact(frame.fields()));
            return !out.checkError();
        }
        return screen.show(frame);
    }
}
