// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.semaphore;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.Annulus;
import io.annulus.cli.Eventually;
import io.annulus.cli.Forked;
import io.annulus.cli.Outcome;
import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.JoinSpec;
import io.annulus.ivshmem.doorbell.SharedSemaphore;
import io.annulus.ivshmem.guest.FakeMachine;
import io.annulus.ivshmem.server.IvshmemServer;
import io.annulus.ivshmem.server.MemorySource;
import io.annulus.ivshmem.server.RegionPlan;
import io.annulus.ivshmem.server.ServerSpec;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SemaphoreCommandsTest {
    private static final Duration GENEROUS = Duration.ofSeconds(60);
    private static final int SIZE = 1 << 20;

    @TempDir
    private Path directory;

    @Test
    void whatWentUpGoesDown() {
        Path path = region();
        assertThat(semaphore("create", path, "jobs", "--initial", 1)
                        .requireQuietSuccess()
                        .out())
                .contains("its count is 1");
        assertThat(semaphore("up", path, "jobs").requireQuietSuccess().lines())
                .containsExactly("added one to 'jobs': 0 doorbells rung");
        assertThat(semaphore("info", path, "jobs").requireQuietSuccess().out())
                .containsPattern("count +2")
                .containsPattern("waiting +nobody")
                .contains("0 of 16 taken");
        assertThat(semaphore("down", path, "jobs").requireQuietSuccess().lines())
                .containsExactly("took one from 'jobs'");
        assertThat(semaphore("down", path, "jobs", "--format", "json")
                        .requireQuietSuccess()
                        .json())
                .isEqualTo(Map.of("name", "jobs", "count", 0L));
        semaphore("down", path, "jobs").requireRefusal(1, "none to take");
        semaphore("remove", path, "jobs").requireQuietSuccess();
        semaphore("info", path, "jobs").requireRefusal(3, "jobs", "AN-101");
    }

    @Test
    void aWaitThatExpiresIsAFailure() {
        Path path = region();
        semaphore("create", path, "jobs").requireQuietSuccess();
        semaphore("down", path, "jobs", "--wait", "20ms")
                .requireRefusal(1, "looking at short intervals", "waited 20 ms", "'jobs' is 0");
    }

    @Test
    void aWaitOnAFileEndsWhenAnotherProcessGoesUp() throws Exception {
        Path path = region();
        semaphore("create", path, "jobs").requireQuietSuccess();
        try (Forked waiting = Forked.start("semaphore", "down", path, "jobs", "--wait", "1m")) {
            semaphore("up", path, "jobs").requireQuietSuccess();
            assertThat(waiting.finish("").status()).isZero();
        }
    }

    @Test
    void twoProcessesAtAServerWakeEachOther() throws Exception {
        Path socket = directory.resolve("s");
        try (IvshmemServer server = serve(socket);
                IvshmemClient witness = IvshmemClient.join(socket, JoinSpec.usual());
                Region region = witness.attach()) {
            assertThat(server.memoryBytes()).isEqualTo(SIZE);
            semaphore("create", "--socket", socket, "jobs").requireQuietSuccess();
            SharedSemaphore jobs = SharedSemaphore.attach(region, "jobs");
            try (Forked waiting = Forked.start("semaphore", "down", "--socket", socket, "jobs", "--wait", "1m")) {
                Eventually.holds("it waits in a seat", () -> !jobs.waiters().isEmpty());
                assertThat(semaphore("info", "--socket", socket, "jobs", "--format", "json")
                                .requireQuietSuccess()
                                .json())
                        .isEqualTo(Map.of(
                                "name",
                                "jobs",
                                "count",
                                0L,
                                "seats",
                                16L,
                                "waiters",
                                List.of(Map.of("peer", 2L, "vector", 0L))));
                assertThat(semaphore("up", "--socket", socket, "jobs", "--format", "json")
                                .requireQuietSuccess()
                                .json())
                        .isEqualTo(Map.of("name", "jobs", "rung", 1L, "notRung", 0L));
                Outcome outcome = waiting.finish("");
                assertThat(outcome.status()).isZero();
                assertThat(outcome.err()).contains("to be rung as peer 2 on vector 0");
            }
        }
    }

    @Test
    void whoCannotRingSaysSoAndIsHeardAllTheSame() throws Exception {
        Path socket = directory.resolve("s");
        Path file = directory.resolve("memory");
        ServerSpec spec = ServerSpec.of(socket, SIZE)
                .withVectors(2)
                .withMemory(new MemorySource.InFile(file), ServerSpec.Afterwards.REMOVE)
                .withRegion(new RegionPlan(Map.of()));
        try (IvshmemServer server = IvshmemServer.start(spec, _ -> {});
                IvshmemClient client =
                        IvshmemClient.join(socket, JoinSpec.usual().withVectors(2));
                Region region = client.attach()) {
            assertThat(server.memoryBytes()).isEqualTo(SIZE);
            SharedSemaphore jobs = SharedSemaphore.create(region, "jobs", 0);
            CompletableFuture<Boolean> waiting =
                    CompletableFuture.supplyAsync(() -> jobs.down(client, 1, GENEROUS), Thread.ofPlatform()::start);
            Eventually.holds("it waits", () -> !jobs.waiters().isEmpty());
            Outcome up = semaphore("up", file, "jobs");
            assertThat(up.status()).isZero();
            assertThat(up.err()).contains("1 doorbell could not be rung", "--socket");
            assertThat(waiting.join()).isTrue();
        }
    }

    @Test
    void aServersMemoryAsPathRingsToo() throws Exception {
        Path socket = directory.resolve("s");
        try (IvshmemServer server = serve(socket);
                IvshmemClient client =
                        IvshmemClient.join(socket, JoinSpec.usual().withVectors(2));
                Region region = client.attach()) {
            assertThat(server.memoryBytes()).isEqualTo(SIZE);
            semaphore("create", "ivshmem:" + socket, "jobs").requireQuietSuccess();
            SharedSemaphore jobs = SharedSemaphore.attach(region, "jobs");
            CompletableFuture<Boolean> waiting =
                    CompletableFuture.supplyAsync(() -> jobs.down(client, 1, GENEROUS), Thread.ofPlatform()::start);
            Eventually.holds("it waits", () -> !jobs.waiters().isEmpty());
            assertThat(semaphore("up", "ivshmem:" + socket, "jobs")
                            .requireQuietSuccess()
                            .lines())
                    .containsExactly("added one to 'jobs': 1 doorbell rung");
            assertThat(waiting.join()).isTrue();
        }
    }

    @Test
    void aPlainDeviceHasASemaphoreToo() {
        FakeMachine machine = FakeMachine.in(directory);
        machine.plain("0000:00:04.0", SIZE);
        System.setProperty("annulus.sysfs", machine.sysfs().toString());
        try {
            Annulus.run("region", "create", "pci:auto", "--size", "1M").requireQuietSuccess();
            semaphore("create", "pci:auto", "jobs").requireQuietSuccess();
            semaphore("up", "pci:auto", "jobs").requireQuietSuccess();
            semaphore("down", "pci:auto", "jobs").requireQuietSuccess();
        } finally {
            System.clearProperty("annulus.sysfs");
        }
    }

    @Test
    void whatCannotBeIsAUsageError() {
        Path path = region();
        semaphore("create", path).requireRefusal(2, "expected PATH and NAME");
        semaphore("up").requireRefusal(2, "found nothing");
        semaphore("up", "--socket", "s", path, "jobs").requireRefusal(2, "expected NAME alone");
        semaphore("create", path, "jobs", "--initial", -1).requireRefusal(2, "found -1");
        semaphore("down", path, "jobs", "--vector", 256).requireRefusal(2, "0 to 255");
        semaphore("info", "pci:nonsense", "jobs").requireRefusal(2, "PATH");
        Annulus.run("ring", "create", path, "orders", "--entries", 8).requireQuietSuccess();
        semaphore("up", path, "orders").requireRefusal(1, "found a ring", "AN-105");
        semaphore("remove", path, "orders").requireRefusal(1, "found a ring");
        semaphore("up", "--socket", directory.resolve("missing"), "jobs").requireRefusal(3, "ENOENT");
    }

    private Path region() {
        Path path = directory.resolve("region");
        Region.create(path, RegionSpec.ofSize(SIZE)).close();
        return path;
    }

    private static IvshmemServer serve(Path socket) {
        return IvshmemServer.start(
                ServerSpec.of(socket, SIZE).withVectors(2).withRegion(new RegionPlan(Map.of())), _ -> {});
    }

    private static Outcome semaphore(Object... words) {
        Object[] all = new Object[words.length + 1];
        all[0] = "semaphore";
        System.arraycopy(words, 0, all, 1, words.length);
        return Annulus.run(all);
    }
}
