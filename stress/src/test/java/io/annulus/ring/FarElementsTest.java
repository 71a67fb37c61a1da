// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.region.AbiProfile;
import io.annulus.sync.HeadTailLayout;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Elements 4 GiB and more from the start of the table lie where they must, and those behind the table's end at its start.
 * The ring is in a file with holes: of its gigabytes only the pages that are touched exist.
 *
 * <p>Tried with the defect put back: with the byte offset of a slot counted in 32 bits, one of these fails for each kind of
 * copy; with the size of the ring's memory counted so, all.
 */
class FarElementsTest {
    private static final AbiProfile PROFILE = AbiProfile.host();
    private static final long TABLE = RingLayout.tableOffset(PROFILE);
    private static final int LARGEST_SIZE = 1 << 30;
    private static final int PAGES = 1 << 17;
    private static final int PAGE = 1 << 16;

    @TempDir
    private Path directory;

    private final Arena arena = Arena.ofShared();
    private MemorySegment memory;

    @AfterEach
    void unmap() {
        arena.close();
    }

    @Test
    void longs() throws IOException {
        Ring ring = startAtLastSlot(LARGEST_SIZE, Long.BYTES);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            assertThat(producer.enqueue(7L)).isTrue();
            assertThat(memory.get(JAVA_LONG, TABLE + (LARGEST_SIZE - 1L) * Long.BYTES))
                    .isEqualTo(7);
            assertThat(producer.enqueueBulk(new long[] {8, 9}, 0, 2)).isEqualTo(2);
            assertThat(memory.get(JAVA_LONG, TABLE)).isEqualTo(8);
            assertThat(consumer.dequeueOr(0L)).isEqualTo(7);
        }
    }

    @Test
    void manyLongs() throws IOException {
        Ring ring = startAtLastSlot(LARGEST_SIZE, Long.BYTES);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            long[] in = {1, 2, 3, 4, 5, 6, 7, 8};
            assertThat(producer.enqueueBulk(in, 0, 8)).isEqualTo(8);
            assertThat(memory.get(JAVA_LONG, TABLE + (LARGEST_SIZE - 1L) * Long.BYTES))
                    .isEqualTo(1);
            assertThat(memory.get(JAVA_LONG, TABLE)).isEqualTo(2);
            long[] out = new long[8];
            assertThat(consumer.dequeueBulk(out, 0, 8)).isEqualTo(8);
            assertThat(out).isEqualTo(in);
        }
    }

    @Test
    void ints() throws IOException {
        Ring ring = startAtLastSlot(LARGEST_SIZE, Integer.BYTES);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            assertThat(producer.enqueue(7)).isTrue();
            assertThat(memory.get(JAVA_INT, TABLE + (LARGEST_SIZE - 1L) * Integer.BYTES))
                    .isEqualTo(7);
            assertThat(consumer.dequeueOr(0)).isEqualTo(7);
        }
    }

    @Test
    void elementsOfAnySize() throws IOException {
        Ring ring = startAtLastSlot(PAGES, PAGE);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            MemorySegment in = arena.allocate(2 * PAGE);
            in.set(JAVA_LONG, PAGE - Long.BYTES, 7);
            in.set(JAVA_LONG, PAGE, 8);
            assertThat(producer.enqueueBulk(in, 0, 2)).isEqualTo(2);
            assertThat(memory.get(JAVA_LONG, TABLE + (long) PAGES * PAGE - Long.BYTES))
                    .isEqualTo(7);
            assertThat(memory.get(JAVA_LONG, TABLE)).isEqualTo(8);
            MemorySegment out = arena.allocate(2 * PAGE);
            assertThat(consumer.dequeueBulk(out, 0, 2)).isEqualTo(2);
            assertThat(out.mismatch(in)).isEqualTo(-1);
        }
    }

    @Test
    void elementsInPlace() throws IOException {
        Ring ring = startAtLastSlot(PAGES, PAGE);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            Reservation room = producer.reserveBulk(2);
            room.first().set(JAVA_LONG, PAGE - Long.BYTES, 7);
            room.second().set(JAVA_LONG, 0, 8);
            room.commit();
            assertThat(memory.get(JAVA_LONG, TABLE + (long) PAGES * PAGE - Long.BYTES))
                    .isEqualTo(7);
            assertThat(memory.get(JAVA_LONG, TABLE)).isEqualTo(8);
            Reservation found = consumer.reserveBulk(2);
            assertThat(found.first().get(JAVA_LONG, PAGE - Long.BYTES)).isEqualTo(7);
            assertThat(found.second().get(JAVA_LONG, 0)).isEqualTo(8);
        }
    }

    private Ring startAtLastSlot(int entries, int elementSize) throws IOException {
        RingSpec spec = RingSpec.ofEntries(entries)
                .withElementSize(elementSize)
                .withProducers(SyncMode.SINGLE)
                .withConsumers(SyncMode.SINGLE);
        long bytes = RingLayout.memoryBytes(PROFILE, elementSize, entries);
        try (FileChannel file = FileChannel.open(
                directory.resolve("ring"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.SPARSE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            memory = file.map(MapMode.READ_WRITE, 0, bytes, arena);
        }
        Ring ring = Ring.createRaw(memory, "far", spec, PROFILE);
        for (long side : new long[] {RingLayout.producerOffset(PROFILE), RingLayout.consumerOffset(PROFILE)}) {
            memory.set(JAVA_LONG, side + HeadTailLayout.WORD_OFFSET, HeadTailLayout.idleAt(entries - 1));
        }
        return ring;
    }
}
