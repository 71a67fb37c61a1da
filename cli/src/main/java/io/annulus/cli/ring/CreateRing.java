// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.argument.RegionPath;
import io.annulus.cli.argument.SyncModes;
import io.annulus.region.Access;
import io.annulus.region.Region;
import io.annulus.ring.Ring;
import io.annulus.ring.RingInfo;
import io.annulus.ring.RingSpec;
import io.annulus.ring.Sizing;
import io.annulus.ring.SyncMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus ring create}. */
@Command(
        name = "create",
        description = "Create a ring in a region. Its name appears when it is complete.",
        footer = {
            "  annulus ring create demo orders --entries 1024",
            "  annulus ring create demo frames --entries 1000 --exact --element-size 64 \\",
            "      --producers single --consumers single",
            "  annulus ring create demo jobs --entries 4096 --producers rts --consumers hts"
        })
final class CreateRing implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            converter = RegionPath.Converter.class,
            description = RegionPath.DESCRIPTION)
    private RegionPath place;

    @Parameters(index = "1", paramLabel = "NAME", description = "1 to 28 ASCII characters, without spaces or '/'.")
    private String name;

    @Option(
            names = "--entries",
            paramLabel = "N",
            required = true,
            description = "A power of two; the ring holds one element less. With --exact any number, all of it.")
    private int entries;

    @Option(
            names = "--element-size",
            paramLabel = "BYTES",
            description = "Bytes of an element: a multiple of 4 (default 8).")
    private int elementSize = 8;

    @Option(names = "--exact", description = "Hold exactly N elements, whatever N is.")
    private boolean exact;

    @Option(
            names = "--producers",
            paramLabel = "MODE",
            converter = SyncModes.class,
            completionCandidates = SyncModes.class,
            description =
                    "Who may enqueue. single: one at a time, who never waits. multi (default): any number; each waits for"
                            + " those before it, without end if one died. hts: any number, one operation at a time. rts: any"
                            + " number; the last to finish shows what all enqueued. On hts and rts a wait gives up.")
    private SyncMode producers = SyncMode.MULTI;

    @Option(
            names = "--consumers",
            paramLabel = "MODE",
            converter = SyncModes.class,
            completionCandidates = SyncModes.class,
            description = "Who may dequeue: the same modes.")
    private SyncMode consumers = SyncMode.MULTI;

    @Option(
            names = "--head-tail-distance",
            paramLabel = "N",
            description =
                    "On rts sides: operations wait if those in progress have reserved more than N elements; 0: one"
                            + " at a time (default: an eighth of what the ring holds). 'annulus ring tune' changes it.")
    private Integer distance;

    @Override
    public void run() {
        Sizing sizing = exact ? Sizing.EXACT : Sizing.POWER_OF_TWO;
        RingSpec wanted = new RingSpec(entries, sizing, elementSize, producers, consumers);
        if (distance != null) {
            wanted = withDistance(wanted);
        }
        try (Region region = place.open(Access.READ_WRITE)) {
            RingInfo info = Ring.create(region, name, wanted).info();
            spec.commandLine()
                    .getOut()
                    .println("created '" + info.name() + "' in " + place + ": holds " + info.capacity()
                            + " elements of " + info.elementSize() + " bytes, producers "
                            + info.producers().mode().word() + ", consumers "
                            + info.consumers().mode().word());
        }
    }

    private RingSpec withDistance(RingSpec wanted) {
        if (distance < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--head-tail-distance: expected 0 or more, found " + distance);
        }
        if (producers != SyncMode.MULTI_RTS && consumers != SyncMode.MULTI_RTS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--head-tail-distance: only rts sides have one (--producers rts, --consumers rts)");
        }
        return wanted.withHeadTailDistance(distance);
    }
}
