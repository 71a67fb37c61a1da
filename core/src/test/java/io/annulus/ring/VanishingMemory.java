// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.region.AbiProfile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A program whose own mapped file has become shorter when a ring copies elements from it, and to it. */
final class VanishingMemory {
    private static final int ELEMENTS = 4;
    private static final long BYTES = 1 << 16;

    private VanishingMemory() {}

    public static void main(String[] args) throws IOException {
        SyncMode mode = SyncMode.valueOf(args[0]);
        RingSpec spec = RingSpec.ofEntries(16).withProducers(mode).withConsumers(mode);
        Ring ring = Ring.createRaw(Arena.ofAuto().allocate(1024, 64), "ring", spec, AbiProfile.LINE_64);
        MemorySegment vanished = vanished();
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            producer.enqueueBulk(new long[ELEMENTS], 0, ELEMENTS);
            report("dequeue", ring, () -> consumer.dequeueBulk(vanished, 0, ELEMENTS));
            report("enqueue", ring, () -> producer.enqueueBulk(vanished, 0, ELEMENTS));
        }
    }

    private static MemorySegment vanished() throws IOException {
        Path file = Files.createTempFile("annulus-vanishing", ".bin");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MemorySegment mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES, Arena.ofAuto());
            channel.truncate(0);
            return mapped;
        } finally {
            Files.delete(file);
        }
    }

    private static void report(String what, Ring ring, Runnable call) {
        try {
            call.run();
            System.out.println(what + " returned");
        } catch (InternalError e) {
            RingInfo info = ring.info();
            System.out.println(
                    what + " failed: producers " + text(info.producers()) + ", consumers " + text(info.consumers()));
        }
    }

    private static String text(SideInfo side) {
        return side.head() + "/" + side.tail();
    }
}
