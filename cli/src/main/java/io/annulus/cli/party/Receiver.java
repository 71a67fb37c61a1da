// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.party;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.ring.Consumer;
import io.annulus.ring.Ring;
import java.lang.foreign.MemorySegment;
import org.HdrHistogram.Histogram;

/** Takes from the ring what {@link Sender} puts into it, and checks that nothing is missing, doubled or out of order. */
public final class Receiver {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Consumer consumer;
    private final int burst;
    private final int elementSize;
    private final byte[] bytes;
    private final MemorySegment elements;
    private final Sha256 digest = new Sha256();
    private final Histogram loaded = new Histogram(SIGNIFICANT_DIGITS);
    private final Histogram unloaded = new Histogram(SIGNIFICANT_DIGITS);
    private final Waiting waiting;
    private final Report report = new Report();
    private long sequence;
    private boolean more = true;

    Receiver(Ring ring, Consumer consumer, int burst, Waiting waiting) {
        this.consumer = consumer;
        this.burst = burst;
        this.waiting = waiting;
        this.elementSize = ring.elementSize();
        this.bytes = new byte[burst * elementSize];
        this.elements = MemorySegment.ofArray(bytes);
    }

    /** Receives until the sender says that it was all. */
    Report receive() {
        while (more) {
            int count = consumer.dequeueBurst(elements, 0, burst);
            if (count == 0) {
                waiting.pause(1);
            } else {
                waiting.moved();
                long now = System.nanoTime();
                for (int i = 0; i < count; i++) {
                    accept((long) i * elementSize, now);
                }
            }
        }
        report.put(Report.BYTES, digest.bytes());
        report.put(Report.SHA256, digest.hex());
        report.put(Report.RANG, waiting.rang());
        Latencies.of(loaded).write(report, Report.LOADED);
        Latencies.of(unloaded).write(report, Report.UNLOADED);
        return report;
    }

    private void accept(long at, long now) {
        long found = Parcel.sequence(elements, at);
        if (found != sequence) {
            throw new CommandFailure(
                    ExitCode.FAILURE, "expected element " + sequence + ", found " + found + ": elements were lost.");
        }
        long elapsed = Math.max(0, now - Parcel.sentNanos(elements, at));
        int length = Parcel.length(elements, at);
        switch (length) {
            case Parcel.END_OF_FILE -> {
                report.put(Report.ELEMENTS, sequence);
                report.put(Report.END_NANOS, now);
            }
            case Parcel.PING -> unloaded.recordValue(elapsed);
            case Parcel.LAST -> more = false;
            default -> {
                digest.add(bytes, (int) at + Parcel.HEADER_SIZE, length);
                loaded.recordValue(elapsed);
            }
        }
        sequence++;
    }
}
