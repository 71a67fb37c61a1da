// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.error.Quantity;
import io.annulus.ring.Consumer;
import io.annulus.ring.Reservation;
import io.annulus.ring.Ring;
import io.annulus.ring.SyncMode;
import java.io.PrintWriter;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * Moves elements from a ring to standard output, a batch at a time. A batch is small enough that its text goes into a
 * pipe whole or not at all (POSIX: 4096 bytes), so that after a failed write we know what the reader never got.
 *
 * <p>On a SINGLE side a batch is reserved, printed, and only then taken out of the ring. A MULTI_HTS side could do the same,
 * but while a full pipe made us wait, so would every other consumer.
 */
final class Drain {
    private static final int LARGEST_BATCH = 64;
    private static final int ATOMIC_WRITE = 4096;

    private final Consumer consumer;
    private final SyncMode mode;
    private final Notation notation;
    private final ValueCodec codec;
    private final byte[] elements;
    private final int batch;
    private final PrintWriter out;
    private final PrintWriter err;
    private long taken;

    Drain(Ring ring, Consumer consumer, SyncMode mode, Notation notation, CommandLine commandLine) {
        this.consumer = consumer;
        this.mode = mode;
        this.notation = notation;
        this.codec = new ValueCodec(ring.elementSize());
        this.batch = Math.clamp(ATOMIC_WRITE / codec.longestLine(), 1, LARGEST_BATCH);
        this.elements = new byte[batch * ring.elementSize()];
        this.out = commandLine.getOut();
        this.err = commandLine.getErr();
    }

    /** Elements taken so far. */
    long taken() {
        return taken;
    }

    /** Takes up to so many elements that are there, prints them, and returns how many there were. */
    long take(long most) {
        long before = taken;
        while (taken - before < most) {
            int wanted = (int) Math.min(batch, most - (taken - before));
            int count = mode == SyncMode.SINGLE ? printThenTake(wanted) : takeThenPrint(wanted);
            if (count == 0) {
                break;
            }
            taken += count;
        }
        return taken - before;
    }

    private int printThenTake(int most) {
        try (Reservation reserved = consumer.reserveBurst(most)) {
            int count = reserved.count();
            if (count > 0) {
                reserved.get(0, MemorySegment.ofArray(elements), 0, count);
                if (!print(values(count))) {
                    throw new CommandFailure(
                            ExitCode.FAILURE,
                            "standard output was closed; what could not be printed is still in the ring.");
                }
                reserved.commit();
            }
            return count;
        }
    }

    private int takeThenPrint(int most) {
        int count = consumer.dequeueBurst(MemorySegment.ofArray(elements), 0, most);
        List<String> values = values(count);
        if (!print(values)) {
            values.forEach(err::println);
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "standard output was closed; the " + Quantity.of(count, "value")
                            + " above had been taken from the ring and are no longer in it.");
        }
        return count;
    }

    private List<String> values(int count) {
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(codec.decode(elements, i, notation));
        }
        return values;
    }

    /** Whether all of it was written. */
    private boolean print(List<String> values) {
        values.forEach(out::println);
        return values.isEmpty() || !out.checkError();
    }
}
