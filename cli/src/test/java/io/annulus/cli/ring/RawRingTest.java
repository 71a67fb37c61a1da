// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.Annulus;
import io.annulus.cli.Outcome;
import io.annulus.region.AbiProfile;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rings at some offset of some file, as a C program makes them. */
class RawRingTest {
    private static final int OFFSET = 4992;
    private static final int FILE_SIZE = 65536;

    @TempDir
    private Path directory;

    private Path ring(RingSpec spec, AbiProfile profile) throws IOException {
        Path path = directory.resolve("memory");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
                Arena arena = Arena.ofConfined()) {
            file.setLength(FILE_SIZE);
            FileChannel channel = file.getChannel();
            Ring.createRaw(
                    channel.map(MapMode.READ_WRITE, 0, FILE_SIZE, arena).asSlice(OFFSET), "from-c", spec, profile);
        }
        return path;
    }

    private static Outcome raw(String verb, Path path, Object... more) {
        Object[] all = new Object[7 + more.length];
        Object[] first = {"ring", verb, path, "--raw", "0x1380", "--element-size", 8};
        System.arraycopy(first, 0, all, 0, 7);
        System.arraycopy(more, 0, all, 7, more.length);
        return Annulus.run(all);
    }

    @Test
    void aRingIsUsedWhereItLies() throws IOException {
        Path path = ring(RingSpec.ofEntries(8), AbiProfile.host());
        raw("enqueue", path, 1, "0x2", 3).requireQuietSuccess();
        assertThat(raw("info", path, "--format", "json").requireQuietSuccess().json())
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("name", "from-c")
                .containsEntry("offset", (long) OFFSET)
                .containsEntry("used", 3L);
        assertThat(raw("dequeue", path).requireQuietSuccess().lines()).containsExactly("1", "2", "3");
        assertThat(path).hasSize(FILE_SIZE);
    }

    @Test
    void aRingOfAnotherProfileIsReadWithThatProfileOnly() throws IOException {
        Path path = ring(RingSpec.ofEntries(8).withProducers(SyncMode.SINGLE), AbiProfile.LINE_128);
        raw("info", path, "--profile", 128).requireQuietSuccess();
        raw("info", path, "--profile", 64).requireRefusal(4, "AN-205");
        raw("info", path, "--profile", 32).requireRefusal(2, "64 or 128");
    }

    @Test
    void noRingThereIsIncompatible() throws IOException {
        Path path = ring(RingSpec.ofEntries(8), AbiProfile.host());
        Annulus.run("ring", "info", path, "--raw", 8192, "--element-size", 8).requireRefusal(4, "AN-204");
        Annulus.run("ring", "info", path, "--raw", "1M", "--element-size", 8).requireRefusal(4, "AN-203");
        Annulus.run("ring", "info", path, "--raw", 4992, "--element-size", 8192).requireRefusal(4, "AN-204");
        assertThat(path).hasSize(FILE_SIZE);
    }

    @Test
    void whatCannotBeIsAUsageError() throws IOException {
        Path path = ring(RingSpec.ofEntries(8), AbiProfile.host());
        Annulus.run("ring", "info", path, "--raw", 4).requireRefusal(2, "--element-size");
        Annulus.run("ring", "info", path, "--raw", 4, "--element-size", 8).requireRefusal(2, "multiple of 8");
        Annulus.run("ring", "info", path, "name", "--element-size", 8).requireRefusal(2, "--raw");
        raw("info", path, "name").requireRefusal(2, "'name'");
        raw("enqueue", path, "nonsense").requireRefusal(2, "'nonsense'");
    }

    @Test
    void aMissingFileIsNotFoundAndADirectoryNoFile() {
        raw("info", directory.resolve("nowhere")).requireRefusal(3, "AN-101");
        raw("info", directory).requireRefusal(2, "regular file");
        assertThat(Files.exists(directory.resolve("nowhere"))).isFalse();
    }
}
