// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.output.Terminal;
import io.annulus.error.AnnulusException;
import io.annulus.error.Quantity;
import io.annulus.error.Reason;
import io.annulus.liveness.Purpose;
import io.annulus.region.Access;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code annulus ring enqueue}. */
@Command(
        name = "enqueue",
        customSynopsis = {
            "annulus ring enqueue PATH NAME [VALUE...] [--force]",
            "       annulus ring enqueue FILE --raw OFFSET --element-size BYTES [--profile 64|128] [VALUE...]"
        },
        description = {
            "Enqueue values. A value is a whole element: an unsigned number, decimal or 0x and hexadecimal, stored"
                    + " little-endian. Without a VALUE, reads one a line from standard input.",
            "A VALUE that does not fit an element is refused before anything is enqueued. If the ring is full, stops,"
                    + " and says how many went in and which value was the first not to (status 1).",
            "On an hts or rts side, waits up to 10 s for an operation in progress that does not end, and then says who it"
                    + " may be (status 5); on a multi side, where such a wait would have no end, does so at once."
        },
        footer = {
            "  annulus ring enqueue demo orders 1 2 0x3",
            "  seq 1 100 | annulus ring enqueue demo orders",
            "  annulus ring enqueue /tmp/memory --raw 0x1380 --element-size 8 42"
        })
final class EnqueueValues implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RingArguments arguments;

    @Option(
            names = "--force",
            description = "Take a SINGLE side even from a holder of which nothing is known (another container, machine"
                    + " or boot). You must know that it is gone."
                    + " Other sides: use them even on a device's memory that is not cached, where each operation slows the"
                    + " whole machine.")
    private boolean force;

    private long wentIn;

    @Override
    public void run() {
        try (OpenRing open = arguments.open(Access.READ_WRITE)) {
            Ring ring = open.ring();
            ValueCodec codec = new ValueCodec(ring.elementSize());
            List<String> values = arguments.values();
            List<byte[]> elements = values.stream().map(codec::encode).toList();
            Health.requireMoving(ring, Purpose.PRODUCER, ring.info().producers().mode());
            try {
                enqueue(ring, values, elements);
            } catch (AnnulusException e) {
                throw e.reason() == Reason.STALLED
                        ? Health.gaveUp(ring, Purpose.PRODUCER, e, Quantity.of(wentIn, "value") + " went in")
                        : e;
            }
        }
    }

    private void enqueue(Ring ring, List<String> values, List<byte[]> elements) {
        try (Producer producer = force ? ring.producerByForce() : ring.producer()) {
            if (values.isEmpty()) {
                enqueueLines(producer, new ValueCodec(ring.elementSize()));
            } else {
                enqueueAll(producer, values, elements);
            }
        }
    }

    private void enqueueAll(Producer producer, List<String> values, List<byte[]> elements) {
        for (byte[] element : elements) {
            if (!producer.enqueue(MemorySegment.ofArray(element), 0)) {
                throw full(
                        wentIn + " of " + Quantity.of(values.size(), "value") + " went in", values.get((int) wentIn));
            }
            wentIn++;
        }
    }

    // One at a time, so that what a slow writer sends is there at once.
    private void enqueueLines(Producer producer, ValueCodec codec) {
        if (Terminal.onStandardInput()) {
            spec.commandLine().getErr().println("annulus: reading one value a line; end with Ctrl-D");
        }
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                byte[] element = encode(codec, line.strip());
                if (!producer.enqueue(MemorySegment.ofArray(element), 0)) {
                    throw full(Quantity.of(wentIn, "value") + " went in", line.strip());
                }
                wentIn++;
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, "standard input cannot be read: " + e.getMessage() + ".");
        }
    }

    // Every line before this one went in, so their number also tells which line this is.
    private byte[] encode(ValueCodec codec, String line) {
        try {
            return codec.encode(line);
        } catch (CommandFailure e) {
            throw new CommandFailure(
                    e.exitCode(),
                    "line " + (wentIn + 1) + ": " + e.getMessage() + " " + Quantity.of(wentIn, "value") + " went in.");
        }
    }

    private static CommandFailure full(String wentIn, String firstNotTaken) {
        return new CommandFailure(
                ExitCode.FAILURE, "the ring is full: " + wentIn + "; the first not taken is " + firstNotTaken + ".");
    }
}
