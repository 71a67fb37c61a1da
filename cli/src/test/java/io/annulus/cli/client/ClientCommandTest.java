// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.annulus.cli.Annulus;
import io.annulus.cli.Outcome;
import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.JoinSpec;
import io.annulus.posix.memory.MappedRegion;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientCommandTest {
    private static final Duration GENEROUS = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private Path socket;
    private SmallServer server;
    private IvshmemClient peer;

    @BeforeEach
    void serve() {
        socket = directory.resolve("s");
        server = SmallServer.at(socket, 2);
        peer = join();
    }

    @AfterEach
    void stop() {
        peer.close();
        server.close();
    }

    @Test
    void infoSaysWhatTheServerGives() {
        Outcome outcome = client("info").requireQuietSuccess();
        assertThat(outcome.out()).contains("id       1", "1048576 bytes", "yes", "[0]", "none: ");
        assertThat(client().requireQuietSuccess().lines()).hasSameSizeAs(outcome.lines());
    }

    @Test
    void infoForScriptsHasTheRegionInTheMemory() {
        try (Region region = MappedRegion.create(server.memory(), RegionSpec.ofSize(1 << 20))) {
            assertThat(client("info", "--format", "json").requireQuietSuccess().json())
                    .asInstanceOf(MAP)
                    .containsEntry("id", 1L)
                    .containsEntry("vectors", 2L)
                    .containsEntry("memoryBytes", 1L << 20)
                    .containsEntry("sealed", true)
                    .containsEntry("seals", List.of("seal", "shrink", "grow"))
                    .containsEntry("peers", List.of(Map.of("id", 0L, "vectors", 2L)))
                    .containsEntry("serverGone", false)
                    .extractingByKey("region")
                    .asInstanceOf(MAP)
                    .containsEntry("uuid", region.info().uuid().toString());
        }
    }

    @Test
    void peersListsTheOthers() {
        assertThat(client("peers").requireQuietSuccess().lines()).containsExactly("PEER  VECTORS", "0     2");
        assertThat(client("peers", "--format", "json").requireQuietSuccess().json())
                .isEqualTo(Map.of("id", 2L, "peers", List.of(Map.of("id", 0L, "vectors", 2L))));
        peer.close();
        assertThat(Annulus.run("ivshmem", "client", "peers", "--socket", socket).err())
                .contains("nobody at " + socket);
    }

    @Test
    void ringInterruptsAPeer() {
        assertThat(client("ring", 0, 1).requireQuietSuccess().lines()).containsExactly("1 doorbell rung");
        assertThat(peer.await(1, GENEROUS)).isEqualTo(1);
        assertThat(peer.await(0, Duration.ZERO)).isZero();
    }

    @Test
    void ringAllInterruptsEverybodyOnEveryVector() {
        try (IvshmemClient other = join()) {
            assertThat(client("ring", 0, "all").requireQuietSuccess().lines()).containsExactly("2 doorbells rung");
            assertThat(client("ring", "all").requireQuietSuccess().lines()).containsExactly("4 doorbells rung");
            assertThat(client("ring", "all", 1).requireQuietSuccess().lines()).containsExactly("2 doorbells rung");
            assertThat(peer.await(0, GENEROUS)).isEqualTo(2);
            assertThat(peer.await(1, GENEROUS)).isEqualTo(3);
            assertThat(other.await(0, GENEROUS)).isEqualTo(1);
            assertThat(other.await(1, GENEROUS)).isEqualTo(2);
        }
    }

    @Test
    void whoIsNotThereCannotBeRung() {
        client("--timeout", "20ms", "ring", 7, 0).requireRefusal(3, "peer 7", "peers [0]", "AN-101");
        client("--timeout", "20ms", "ring", 0, 2).requireRefusal(3, "vector 2", "2 vectors");
        client("--timeout", "20ms", "ring", 7, "all").requireRefusal(3, "peer 7");
    }

    @Test
    void waitEndsWithTheFirstRing() {
        CompletableFuture<Outcome> waiting = CompletableFuture.supplyAsync(
                () -> client("wait", 1, "--timeout", "1m", "--format", "json"), Thread.ofPlatform()::start);
        peer.ring(1, 1, GENEROUS);
        Outcome outcome = waiting.join();
        assertThat(outcome.json()).isEqualTo(Map.of("vector", 1L, "rings", 1L));
        assertThat(outcome.err()).contains("peer 1, vector 1");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void anExpiredWaitIsAFailure() {
        client("wait", 0, "--timeout", "20ms").requireRefusal(1, "waited 20 ms", "nobody rang vector 0");
    }

    @Test
    void whatIsWrittenIntoTheMemoryIsReadFromIt() {
        byte[] hello = "Hello, world!".getBytes(StandardCharsets.US_ASCII);
        assertThat(writing(hello, "write", "512K").requireQuietSuccess().lines())
                .containsExactly("wrote 13 bytes at 524288");
        assertThat(client("read", "0x80002", 8).requireQuietSuccess().lines())
                .containsExactly("00080002  6c 6c 6f 2c 20 77 6f 72                           |llo, wor|");
        writing(hello, "write", (1 << 20) - 3).requireRefusal(1, "3 bytes went in", "there were more");
        client("read", "1M", 1).requireRefusal(2, "expected a range within its 1048576 bytes");
        client("read", 0).requireRefusal(2, "COUNT");
        client("read", 0, "many").requireRefusal(2, "'many'");
    }

    @Test
    void memoryWithARegionIsWrittenOnlyByForce() {
        MappedRegion.create(server.memory(), RegionSpec.ofSize(1 << 20)).close();
        writing(new byte[8], "write", 0).requireRefusal(1, "there is a region", "--force");
        client("info").requireQuietSuccess();
        writing(new byte[8], "write", 0, "--force").requireQuietSuccess();
        assertThat(client("info").out()).contains("none: ");
    }

    private Outcome writing(byte[] input, Object... words) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input));
        try {
            return client(words);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aServerWithoutVectorsIsToldApartByTheirNumber() {
        Path other = directory.resolve("none");
        try (SmallServer without = SmallServer.at(other, 0)) {
            assertThat(without).isNotNull();
            Annulus.run("ivshmem", "client", "--socket", other, "--vectors", 0, "info")
                    .requireQuietSuccess();
            Outcome unknown = Annulus.run("ivshmem", "client", "--socket", other, "--timeout", "20ms", "peers");
            assertThat(unknown.status()).isEqualTo(1);
            assertThat(unknown.err()).contains("--vectors 0");
        }
    }

    @Test
    void moreVectorsThanTheServerGivesAreWaitedForInVain() {
        client("--vectors", 3, "--timeout", "20ms", "info").requireRefusal(1, "own doorbell 2", "AN-409");
    }

    @Test
    void whatCannotBeIsAUsageError() {
        Annulus.run("ivshmem", "client", "info").requireRefusal(2, "--socket");
        client("ring").requireRefusal(2, "PEER");
        client("ring", 3).requireRefusal(2, "VECTOR");
        client("ring", "everybody").requireRefusal(2, "everybody", "or all");
        client("ring", 65_536, 0).requireRefusal(2, "65536");
        client("--vectors", 2049, "info").requireRefusal(2, "2048");
        Annulus.run("ivshmem", "client", "--socket", directory.resolve("missing"), "info")
                .requireRefusal(3, "ENOENT");
    }

    private Outcome client(Object... words) {
        return Annulus.run(Stream.concat(Stream.of("ivshmem", "client", "--socket", socket), Stream.of(words))
                .toArray());
    }

    @Test
    void aVectorIsANumberThatADeviceCanHave() {
        client("wait", "-1").requireRefusal(2, "VECTOR", "0 to 2047");
        client("wait", "2048").requireRefusal(2, "VECTOR");
    }

    private IvshmemClient join() {
        return IvshmemClient.join(
                socket, JoinSpec.usual().withPatience(GENEROUS).withVectors(2));
    }
}
