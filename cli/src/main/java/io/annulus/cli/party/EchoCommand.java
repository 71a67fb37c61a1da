// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.party;

import io.annulus.cli.argument.DevicePath;
import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.timing.Deadline;
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
public final class EchoCommand implements Runnable {
    /** Followed by how often it rang who is before it, and who is behind it. */
    public static final String RANG = "rang ";

    /** The host ends the guest if it gives up before. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    @Spec
    private CommandSpec spec;

    @Option(names = "--device", required = true, converter = DevicePath.Converter.class)
    private DevicePath place;

    @Option(names = "--from", required = true)
    private String from;

    @Option(names = "--to", required = true)
    private String to;

    @Option(names = "--burst", required = true)
    private int burst;

    @Override
    public void run() {
        try (Meeting meeting = Meeting.onDevice(place.device())) {
            Ring in = Ring.attach(meeting.region(), from);
            try (Consumer consumer = in.consumer();
                    Producer producer = Ring.attach(meeting.region(), to).producer()) {
                PrintWriter out = spec.commandLine().getOut();
                out.println(Leash.READY);
                out.flush();
                Waiting forElements = meeting.consumer(from);
                Waiting forRoom = meeting.producer(to);
                echo(consumer, forElements, producer, forRoom, in.elementSize());
                out.println(RANG + forElements.rang() + " " + forRoom.rang());
            }
        }
    }

    private void echo(Consumer consumer, Waiting forElements, Producer producer, Waiting forRoom, int elementSize) {
        MemorySegment elements = MemorySegment.ofArray(new byte[burst * elementSize]);
        Deadline silence = Deadline.after(LONGEST_SILENCE);
        boolean more = true;
        while (more) {
            int count = consumer.dequeueBurst(elements, 0, burst);
            rest(forElements, silence, count);
            int sent = 0;
            while (sent < count) {
                int moved = producer.enqueueBurst(elements, (long) sent * elementSize, count - sent);
                sent += moved;
                rest(forRoom, silence, moved);
            }
            if (count > 0) {
                silence = Deadline.after(LONGEST_SILENCE);
                more = Parcel.length(elements, (long) (count - 1) * elementSize) != Parcel.LAST;
            }
        }
    }

    private static void rest(Waiting waiting, Deadline silence, int moved) {
        if (moved > 0) {
            waiting.moved();
            return;
        }
        waiting.pause(1);
        if (silence.hasPassed()) {
            throw new CommandFailure(
                    ExitCode.FAILURE, "nothing has moved for " + Deadline.describe(LONGEST_SILENCE) + ".");
        }
    }
}
