// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ivshmem.peers.LivePeers;
import io.annulus.ivshmem.server.ServerEvent.Kind;
import io.annulus.ivshmem.server.ServerSpec.Afterwards;
import io.annulus.posix.OpenDescriptors;
import io.annulus.region.Access;
import io.annulus.region.Region;
import io.annulus.ring.RingSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is at a server, as whoever maps its memory sees it. */
class AttendanceTest {
    private static final RegionPlan EMPTY = new RegionPlan(Map.of());

    private final Set<String> before = OpenDescriptors.now();
    private final Happenings happenings = new Happenings();

    @TempDir
    private Path directory;

    private Path socket;
    private Path file;

    @BeforeEach
    void place() {
        socket = directory.resolve("s");
        file = directory.resolve("memory");
    }

    @AfterEach
    void nothingStaysOpen() {
        OpenDescriptors.requireSameAs(before);
    }

    private ServerSpec spec(int bytes) {
        return ServerSpec.of(socket, bytes).withMemory(new MemorySource.InFile(file), Afterwards.KEEP);
    }

    private void awaitLive(Integer... ids) throws InterruptedException {
        try (Region region = Region.open(file, Access.READ_ONLY)) {
            LivePeers list = LivePeers.in(region);
            Happenings.eventually(() -> list.ids().stream().boxed().toList().equals(java.util.List.of(ids)));
        }
    }

    @Test
    void everybodyIsInTheListWhoIsThere() throws InterruptedException {
        try (IvshmemServer server = IvshmemServer.start(spec(1 << 20).withRegion(EMPTY), happenings);
                FakeQemu first = FakeQemu.started(socket, 1)) {
            awaitLive(0);
            FakeQemu second = FakeQemu.started(socket, 1);
            awaitLive(0, 1);
            second.close();
            first.await(() -> first.left().size() == 1);
            awaitLive(0);
            assertThat(server.status().peers()).hasSize(1);
            assertThat(happenings.of(Kind.STARTED).getFirst().text()).contains("with a list of the peers");
        }
        awaitLive();
    }

    @Test
    void theListGoesOnAcrossAHandOver() throws InterruptedException {
        IvshmemServer old = IvshmemServer.start(spec(1 << 20).withRegion(EMPTY), happenings);
        try (FakeQemu first = FakeQemu.started(socket, 1)) {
            awaitLive(0);
            Holder holder = Holder.take(socket, happenings);
            old.awaitEnd();
            awaitLive(0);
            try (IvshmemServer next = IvshmemServer.takeOver(TakeOverSpec.of(socket), happenings)) {
                holder.awaitEnd();
                awaitLive(0);
                try (FakeQemu second = FakeQemu.started(socket, 1)) {
                    awaitLive(0, 1);
                    assertThat(second.id()).isOne();
                }
                awaitLive(0);
                assertThat(next.status().peers()).hasSize(1);
            }
            first.awaitEnd();
        }
        awaitLive();
    }

    @Test
    void aKeptRegionFromBeforeGetsAListAndOneThatIsStaleIsCleared() throws InterruptedException {
        try (IvshmemServer server = IvshmemServer.start(spec(1 << 20).withRegion(EMPTY), happenings)) {
            assertThat(server.memoryBytes()).isEqualTo(1 << 20);
        }
        try (Region region = Region.open(file)) {
            region.removeZone("ivshmem.peers");
        }
        try (IvshmemServer server = IvshmemServer.start(spec(1 << 20).withRegion(EMPTY), happenings)) {
            awaitLive();
            assertThat(server.memoryBytes()).isEqualTo(1 << 20);
            try (Region region = Region.open(file)) {
                region.memory(region.zone("ivshmem.peers")).asSlice(64).fill((byte) 1);
            }
        }
        try (IvshmemServer server = IvshmemServer.start(spec(1 << 20), happenings)) {
            awaitLive();
            assertThat(server.memoryBytes()).isEqualTo(1 << 20);
        }
    }

    @Test
    void memoryWithoutRoomForItIsServedWithoutAndTheServerSaysSo() {
        RegionPlan full = new RegionPlan(Map.of("a", RingSpec.ofEntries(2048), "b", RingSpec.ofEntries(512)));
        try (IvshmemServer server = IvshmemServer.start(spec(128 << 10).withRegion(full), happenings);
                FakeQemu client = FakeQemu.started(socket, 1)) {
            assertThat(happenings.of(Kind.STARTED).getFirst().text()).contains("without a list of the peers");
            assertThat(client.id()).isZero();
            assertThat(server.status().peers()).hasSize(1);
        }
    }

    @Test
    void aGuestThatDestroysTheRegionCostsTheListAndNotTheHandOver() {
        IvshmemServer old = IvshmemServer.start(spec(1 << 20).withRegion(EMPTY), happenings);
        try (Region region = Region.open(file)) {
            region.memory(region.zone("ivshmem.peers")).fill((byte) 0xff);
            region.removeZone("ivshmem.peers");
        }
        try (FakeQemu client = FakeQemu.started(socket, 1);
                IvshmemServer next = IvshmemServer.takeOver(TakeOverSpec.of(socket), happenings)) {
            old.awaitEnd();
            assertThat(client.id()).isZero();
            assertThat(next.status().peers()).hasSize(1);
        }
    }
}
