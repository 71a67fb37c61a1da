// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.ring.Consumer;
import io.annulus.ring.Ring;
import java.io.PrintWriter;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * Moves elements from a ring to standard output, a batch at a time. A batch is small enough that its text goes into a
 * pipe whole or not at all (POSIX: 4096 bytes), so that after a failed write we know what the reader never got.
 */
final class Drain {
    private static final int LARGEST_BATCH = 64;
    private static final int ATOMIC_WRITE = 4096;

    private final Consumer consumer;
    private final Notation notation;
    private final ValueCodec codec;
    private final byte[] elements;
    private final int batch;
    private final PrintWriter out;
    private final PrintWriter err;

    Drain(Ring ring, Consumer consumer, Notation notation, CommandLine commandLine) {
        this.consumer = consumer;
        this.notation = notation;
        this.codec = new ValueCodec(ring.elementSize());
        this.batch = Math.clamp(ATOMIC_WRITE / codec.longestLine(), 1, LARGEST_BATCH);
        this.elements = new byte[batch * ring.elementSize()];
        this.out = commandLine.getOut();
        this.err = commandLine.getErr();
    }

    /** Takes up to so many elements that are there, prints them, and returns how many there were. */
    long take(long most) {
        long taken = 0;
        while (taken < most) {
            int count = consumer.dequeueBurst(MemorySegment.ofArray(elements), 0, (int) Math.min(batch, most - taken));
            if (count == 0) {
                break;
            }
            print(count);
            taken += count;
        }
        return taken;
    }

    private void print(int count) {
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(codec.decode(elements, i, notation));
        }
        values.forEach(out::println);
        if (out.checkError()) {
            values.forEach(err::println);
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "standard output was closed; the " + count
                            + " values above had been taken from the ring and are no longer in it.");
        }
    }
}
