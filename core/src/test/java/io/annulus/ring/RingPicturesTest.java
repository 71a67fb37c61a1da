// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.Refusal;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import io.annulus.ring.SteppedRing.Operation;
import io.annulus.sync.Dispatch;
import io.annulus.sync.HeadTailLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pictures in {@code docs/the-ring.md} show what a real ring does: it is taken through the same steps. */
final class RingPicturesTest {
    private static final String SELF = "src/test/java/io/annulus/ring/RingPicturesTest.java";

    @Test
    void anatomy() {
        SteppedRing ring =
                SteppedRing.of(SyncMode.MULTI_HTS, 0).enqueue("abcde").dequeue("a");
        ring.dequeues(1, 1);
        ring.write(ring.enqueues(1, 1), "f");
        ring.shows("anatomy");
        ring.shows("positions");
    }

    @Test
    void enqueueOnASingleSide() {
        SteppedRing ring = SteppedRing.of(SyncMode.SINGLE, 1).enqueue("bcd");
        ring.shows("enqueue-1");
        Operation operation = ring.enqueues(2, 2);
        ring.write(operation, "ef");
        ring.shows("enqueue-2");
        operation.end();
        ring.shows("enqueue-3");
    }

    @Test
    void enqueueAsCDoesIt() {
        SteppedRing ring = SteppedRing.of(SyncMode.SINGLE, 1).enqueue("bcd");
        Operation operation = ring.enqueues(2, 2);
        Dispatch.hold(operation.sync(), operation.reserved());
        ring.write(operation, "e");
        ring.shows("enqueue-c");
    }

    @Test
    void dequeueOnASingleSide() {
        SteppedRing ring = SteppedRing.of(SyncMode.SINGLE, 1).enqueue("bcdef");
        ring.shows("dequeue-1");
        Operation operation = ring.dequeues(3, 3);
        assertThat(ring.read(operation)).isEqualTo("bcd");
        ring.shows("dequeue-2");
        operation.end();
        ring.shows("dequeue-3");
    }

    @Test
    void twoProducers() {
        SteppedRing ring = SteppedRing.of(SyncMode.MULTI, 4).enqueue("ef");
        ring.shows("race-1");
        Operation a = ring.enqueues(2, 2);
        long head = ring.ring().producerOffset() + HeadTailLayout.HEAD_OFFSET;
        assertThat(Words.compareAndSetInt(ring.ring().memory(), head, 6, 7)).isFalse();
        ring.shows("race-2");
        Operation b = ring.enqueues(1, 1);
        ring.shows("race-3");
        ring.write(b, "i");
        ring.shows("race-4");
        ring.write(a, "gh");
        a.end();
        ring.shows("race-5");
        b.end();
        ring.shows("race-6");
    }

    @Test
    void twoConsumers() {
        SteppedRing ring = SteppedRing.of(SyncMode.MULTI, 4).enqueue("efghi");
        Operation c = ring.dequeues(2, 2);
        Operation d = ring.dequeues(2, 2);
        assertThat(ring.read(c) + ring.read(d)).isEqualTo("efgh");
        ring.shows("consumers-1");
        c.end();
        ring.shows("consumers-2");
        d.end();
        ring.shows("consumers-3");
    }

    @Test
    void indicesThatStartAgain() {
        SteppedRing ring = SteppedRing.of(SyncMode.MULTI, -4).enqueue("ab");
        ring.shows("modulo-1");
        ring.enqueue("cdef").shows("modulo-2");
    }

    @Test
    void capacity() {
        SteppedRing full = SteppedRing.of(SyncMode.MULTI, 4).enqueue("efghijk");
        assertThat(full.enqueues(1, 1).count()).isZero();
        full.shows("full");
        SteppedRing exact = new SteppedRing(RingSpec.ofCapacity(5), 4).enqueue("efghi");
        assertThat(exact.enqueues(1, 1).count()).isZero();
        exact.shows("exact");
    }

    @Test
    void bulkAndBurst() {
        SteppedRing ring = SteppedRing.of(SyncMode.SINGLE, 4).enqueue("efghi");
        assertThat(ring.enqueues(3, 3).count()).isZero();
        ring.shows("bulk");
        Operation burst = ring.enqueues(1, 3);
        assertThat(burst.count()).isEqualTo(2);
        ring.write(burst, "jk");
        burst.end();
        ring.shows("burst");
    }

    @Test
    void relaxedTailSync() {
        SteppedRing ring = new SteppedRing(RingSpec.ofEntries(8).withProducers(SyncMode.MULTI_RTS), 0).enqueue("abcd");
        ring.ring().setProducerHeadTailDistance(ring.ring().capacity());
        ring.dequeue("a");
        Operation a = ring.enqueues(2, 2);
        Operation b = ring.enqueues(1, 1);
        ring.shows("rts-1");
        ring.write(b, "g");
        b.end();
        ring.shows("rts-2");
        ring.ring().setProducerHeadTailDistance(2);
        Refusal.of(Reason.STALLED, () -> ring.enqueues(1, 1), "nothing was moved");
        ring.shows("rts-4");
        ring.write(a, "ef");
        a.end();
        ring.shows("rts-3");
    }

    @Test
    void headTailSync() {
        SteppedRing ring = SteppedRing.of(SyncMode.MULTI_HTS, 1).enqueue("bcd");
        Operation a = ring.enqueues(2, 2);
        Refusal.of(Reason.STALLED, () -> ring.enqueues(1, 1), "nothing was moved");
        ring.shows("hts-1");
        ring.write(a, "ef");
        a.end();
        ring.shows("hts-2");
        ring.enqueues(1, 1);
        ring.shows("hts-3");
    }

    @Test
    void reservations() {
        for (SyncMode mode : new SyncMode[] {SyncMode.SINGLE, SyncMode.MULTI_HTS}) {
            SteppedRing ring = SteppedRing.of(mode, 5).enqueue("f");
            try (Producer producer = ring.ring().producer()) {
                producer.reserveBulk(4).cancel();
                ring.shows("reserve-3");
                Reservation room = producer.reserveBulk(4);
                assertThat(room.firstCount()).isEqualTo(2);
                ring.shows("reserve-1");
                for (int i = 0; i < 3; i++) {
                    room.setLong(i, "ghi".charAt(i));
                }
                room.commit(3);
                ring.shows("reserve-2");
            }
        }
    }

    @Test
    void noPictureOfARingIsLeftOut() throws IOException {
        Set<String> shown = Pattern.compile("shows\\(\"([\\w-]+)\"\\)")
                .matcher(Files.readString(Path.of(SELF)))
                .results()
                .map(m -> m.group(1))
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(Picture.DIRECTORY)) {
            Set<String> withIndices = files.filter(RingPicturesTest::hasIndices)
                    .map(f -> f.getFileName().toString().replace(".svg", ""))
                    .collect(Collectors.toSet());
            assertThat(shown).isEqualTo(withIndices);
        }
    }

    private static boolean hasIndices(Path file) {
        try {
            return file.toString().endsWith(".svg") && Files.readString(file).contains("class=\"producer");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
