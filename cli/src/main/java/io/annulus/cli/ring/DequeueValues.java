// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.argument.DurationConverter;
import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.timing.Deadline;
import io.annulus.error.AnnulusException;
import io.annulus.error.Quantity;
import io.annulus.error.Reason;
import io.annulus.liveness.Purpose;
import io.annulus.region.Access;
import io.annulus.ring.Consumer;
import io.annulus.ring.Ring;
import io.annulus.ring.SyncMode;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code annulus ring dequeue}. */
@Command(
        name = "dequeue",
        customSynopsis = {
            "annulus ring dequeue PATH NAME [--count N] [--wait DURATION] [--hex] [--force]",
            "       annulus ring dequeue FILE --raw OFFSET --element-size BYTES [--profile 64|128] [--count N] ..."
        },
        description = {
            "Dequeue values and print one a line: unsigned decimal, or hexadecimal for elements of more than 8 bytes.",
            "Takes what is there now, and ends with status 0 even if that is nothing. With --wait, waits for the first"
                    + " element (with --count for that many), and ends with status 1 if they did not all come in time.",
            "On a single side, elements leave the ring only after they were printed: if standard output is closed, or this"
                    + " command is ended, what was not printed is still there, and what was printed last may come again.",
            "On the other sides they are taken in batches of at most 64 that fit one write to a pipe. If standard output is"
                    + " closed, the batch in hand is printed on standard error (status 1): nothing is lost, and no more"
                    + " taken.",
            "On an hts or rts side, waits up to 10 s (or --wait, if that is less) for an operation in progress that does not"
                    + " end, and then says who it may be (status 5); on a multi side, where such a wait would have no end,"
                    + " does so at once."
        },
        footer = {
            "  annulus ring dequeue demo orders",
            "  annulus ring dequeue demo orders --count 10 --wait 2s",
            "  annulus ring dequeue demo orders --hex"
        })
final class DequeueValues implements Runnable {
    private static final Duration SHORT_PAUSE = Duration.ofNanos(50_000);
    private static final Duration LONG_PAUSE = Duration.ofMillis(1);
    private static final int SHORT_PAUSES = 1000;
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Mixin
    private RingArguments arguments;

    @Option(names = "--count", paramLabel = "N", description = "Take N elements at most; with --wait, wait for N.")
    private Long count;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Wait so long for elements: 500ms, 2s, 1m.")
    private Duration wait;

    @Option(names = "--hex", description = "Print hexadecimal, whatever the element size.")
    private boolean hex;

    @Option(
            names = "--force",
            description = "Take a SINGLE side even from a holder of which nothing is known (another container, machine"
                    + " or boot). You must know that it is gone."
                    + " Other sides: use them even on a device's memory that is not cached, where each operation slows the"
                    + " whole machine.")
    private boolean force;

    private Drain drain;

    @Override
    public void run() {
        arguments.requireNoValues();
        if (count != null && count < 1) {
            throw new ParameterException(spec.commandLine(), "--count: expected 1 or more, found " + count);
        }
        try (OpenRing open = arguments.open(Access.READ_WRITE)) {
            Ring ring = open.ring();
            SyncMode mode = ring.info().consumers().mode();
            Health.requireMoving(ring, Purpose.CONSUMER, mode);
            try (Consumer consumer = force ? ring.consumerByForce() : ring.consumer()) {
                take(ring, consumer, mode);
            } catch (AnnulusException e) {
                throw e.reason() == Reason.STALLED
                        ? Health.gaveUp(ring, Purpose.CONSUMER, e, Quantity.of(drain.taken(), "element") + " came")
                        : e;
            }
        }
    }

    private void take(Ring ring, Consumer consumer, SyncMode mode) {
        drain = new Drain(ring, consumer, mode, hex ? Notation.HEXADECIMAL : Notation.BY_SIZE, spec.commandLine());
        if (wait == null) {
            drain.take(count == null ? ring.count() : count);
        } else {
            consumer.setPatience(wait.compareTo(LONGEST_PATIENCE) < 0 ? wait : LONGEST_PATIENCE);
            takeInTime(ring);
        }
    }

    private void takeInTime(Ring ring) {
        Deadline deadline = Deadline.after(wait);
        long wanted = count == null ? 1 : count;
        for (int idle = 0; ; idle++) {
            long now = drain.take(count == null ? Math.max(1, ring.count()) : wanted - drain.taken());
            if (drain.taken() >= wanted) {
                return;
            }
            if (deadline.hasPassed()) {
                throw new CommandFailure(
                        ExitCode.FAILURE,
                        "waited " + Deadline.describe(wait) + ": " + drain.taken() + " of "
                                + Quantity.of(wanted, "element") + " came.");
            }
            idle = now == 0 ? idle : 0;
            deadline.pause(idle < SHORT_PAUSES ? SHORT_PAUSE : LONG_PAUSE);
        }
    }
}
