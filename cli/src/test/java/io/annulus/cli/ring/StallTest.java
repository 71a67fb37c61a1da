// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations that somebody began and never finished. */
class StallTest {
    private static final int PRODUCER_HEAD = 128;
    private static final int CONSUMER_HEAD = 256;

    @TempDir
    private Path directory;

    private Place place;
    private long ring;

    @BeforeEach
    void createRing() {
        place = Place.in(directory);
        place.ring("create", "--entries", 8).requireQuietSuccess();
        place.ring("enqueue", 1, 2, 3).requireQuietSuccess();
        ring = (Long) place.info().get("offset");
    }

    // Little-endian, and small: one byte is the number.
    private void setIndex(int offset, int value) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(place.path().toFile(), "rw")) {
            file.seek(ring + offset);
            file.write(value);
        }
    }

    @Test
    void infoSaysWhoIsWaitedFor() throws IOException {
        setIndex(PRODUCER_HEAD, 5);
        Outcome info = place.ring("info");
        assertThat(info.status()).isEqualTo(5);
        assertThat(info.out()).contains("head 5, tail 3");
        assertThat(info.err()).contains("stalled", "producer side", "tail 3", "2 elements");
    }

    @Test
    void workingOnAStalledSideIsRefusedInsteadOfWaitingForEver() throws IOException {
        setIndex(PRODUCER_HEAD, 5);
        place.ring("enqueue", 9).requireRefusal(5, "producer side", "create it anew");
        assertThat(place.ring("dequeue", "--count", 1).requireQuietSuccess().lines())
                .containsExactly("1");
        setIndex(CONSUMER_HEAD, 3);
        place.ring("dequeue").requireRefusal(5, "consumer side");
        assertThat(place.ring("info", "--format", "json").out()).contains("\"used\": 2");
    }

    @Test
    void wildIndicesAreUnhealthy() throws IOException {
        setIndex(PRODUCER_HEAD, 100);
        setIndex(PRODUCER_HEAD + 4, 100);
        place.ring("dequeue").requireRefusal(5, "AN-207");
        place.ring("enqueue", 1).requireRefusal(5, "AN-207");
        assertThat(place.ring("info").status()).isEqualTo(5);
        assertThat(place.ring("info", "--format", "json").err()).contains("AN-207");
    }
}
