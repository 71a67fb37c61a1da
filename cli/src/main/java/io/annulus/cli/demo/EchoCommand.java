// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.demo;

import io.annulus.cli.argument.RegionPath;
import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.timing.Deadline;
import io.annulus.cli.timing.Idle;
import io.annulus.region.Access;
import io.annulus.region.Region;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.io.PrintWriter;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The guest's part in the demo: what comes through one ring goes back through the other, until nothing follows. */
@Command(name = "echo", hidden = true, description = "Used by 'annulus demo --vm', in the guest.")
final class EchoCommand implements Runnable {
    /** The host ends the guest if it gives up before. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    @Spec
    private CommandSpec spec;

    @Option(names = "--region", required = true, converter = RegionPath.Converter.class)
    private RegionPath path;

    @Option(names = "--from", required = true)
    private String from;

    @Option(names = "--to", required = true)
    private String to;

    @Option(names = "--burst", required = true)
    private int burst;

    @Override
    public void run() {
        try (Region region = path.open(Access.READ_WRITE)) {
            Ring in = Ring.attach(region, from);
            try (Consumer consumer = in.consumer();
                    Producer producer = Ring.attach(region, to).producer()) {
                PrintWriter out = spec.commandLine().getOut();
                out.println(Leash.READY);
                out.flush();
                echo(consumer, producer, in.elementSize());
            }
        }
    }

    private void echo(Consumer consumer, Producer producer, int elementSize) {
        MemorySegment elements = MemorySegment.ofArray(new byte[burst * elementSize]);
        Idle idle = new Idle();
        Deadline silence = Deadline.after(LONGEST_SILENCE);
        boolean more = true;
        while (more) {
            int count = consumer.dequeueBurst(elements, 0, burst);
            int sent = 0;
            while (sent < count) {
                int moved = producer.enqueueBurst(elements, (long) sent * elementSize, count - sent);
                sent += moved;
                rest(idle, silence, moved);
            }
            if (count > 0) {
                silence = Deadline.after(LONGEST_SILENCE);
                more = Parcel.length(elements, (long) (count - 1) * elementSize) != Parcel.LAST;
            }
            rest(idle, silence, count);
        }
    }

    private static void rest(Idle idle, Deadline silence, int moved) {
        if (moved > 0) {
            idle.reset();
            return;
        }
        idle.pause();
        if (silence.hasPassed()) {
            throw new CommandFailure(
                    ExitCode.FAILURE, "nothing has moved for " + Deadline.describe(LONGEST_SILENCE) + ".");
        }
    }
}
