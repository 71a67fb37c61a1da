// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.party;

import io.annulus.cli.timing.Deadline;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** Puts a file into the ring, a burst at a time, and then some elements one at a time. */
public final class Sender {
    private static final int PINGS = 10_000;
    private static final Duration LONGEST_PINGING = Duration.ofSeconds(1);

    private final Ring ring;
    private final Producer producer;
    private final int burst;
    private final int elementSize;
    private final int pieceSize;
    private final byte[] pieces;
    private final MemorySegment elements;
    private final Sha256 digest = new Sha256();
    private final Waiting waiting;
    private long sequence;

    Sender(Ring ring, Producer producer, int burst, Waiting waiting) {
        this.ring = ring;
        this.producer = producer;
        this.burst = burst;
        this.waiting = waiting;
        this.elementSize = ring.elementSize();
        this.pieceSize = elementSize - Parcel.HEADER_SIZE;
        this.pieces = new byte[burst * pieceSize];
        this.elements = MemorySegment.ofArray(new byte[burst * elementSize]);
    }

    /** Sends everything, and returns what the far side is to be compared with. */
    Report send(InputStream file) throws IOException {
        Report report = new Report();
        report.put(Report.START_NANOS, System.nanoTime());
        int count;
        while ((count = file.readNBytes(pieces, 0, pieces.length)) > 0) {
            digest.add(pieces, 0, count);
            enqueue(pack(count));
        }
        report.put(Report.ELEMENTS, sequence);
        enqueue(mark(Parcel.END_OF_FILE));
        ping();
        enqueue(mark(Parcel.LAST));
        report.put(Report.BYTES, digest.bytes());
        report.put(Report.SHA256, digest.hex());
        report.put(Report.RANG, waiting.rang());
        return report;
    }

    // Returns the number of elements that the pieces fill.
    private int pack(int bytes) {
        MemorySegment source = MemorySegment.ofArray(pieces);
        long now = System.nanoTime();
        int count = 0;
        for (int from = 0; from < bytes; from += pieceSize) {
            int length = Math.min(pieceSize, bytes - from);
            long at = (long) count * elementSize;
            Parcel.writeHeader(elements, at, length, sequence++, now);
            MemorySegment.copy(source, from, elements, at + Parcel.HEADER_SIZE, length);
            count++;
        }
        return count;
    }

    private int mark(int meaning) {
        Parcel.writeHeader(elements, 0, meaning, sequence++, System.nanoTime());
        return 1;
    }

    // A full ring is waited for without a deadline here: the parent watches that it moves, and this process its parent.
    private void enqueue(int count) {
        int sent = 0;
        while (sent < count) {
            int moved = producer.enqueueBurst(elements, (long) sent * elementSize, Math.min(burst, count - sent));
            if (moved == 0) {
                waiting.pause(1);
            } else {
                waiting.moved();
                sent += moved;
            }
        }
    }

    /** Each when the one before it has been taken: no queue, so the time is that of the way alone. */
    private void ping() {
        Deadline deadline = Deadline.after(LONGEST_PINGING);
        for (int i = 0; i < PINGS && !deadline.hasPassed(); i++) {
            while (!ring.isEmpty()) {
                waiting.pause(ring.capacity());
            }
            enqueue(mark(Parcel.PING));
        }
    }
}
