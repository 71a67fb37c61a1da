// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.vm.Acceleration;
import io.annulus.cli.vm.GuestImage;
import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.MachineSpec;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.JoinSpec;
import io.annulus.ivshmem.client.Peer;
import io.annulus.ivshmem.client.PeerChange;
import io.annulus.ivshmem.server.Holder;
import io.annulus.ivshmem.server.IvshmemServer;
import io.annulus.ivshmem.server.RegionPlan;
import io.annulus.ivshmem.server.ServerSpec;
import io.annulus.ivshmem.server.TakeOverSpec;
import io.annulus.region.Region;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guest with a doorbell device at our server: beside clients of the host that came before and after it. */
class ServedGuestTest {
    private static final int VECTORS = 2;
    private static final long BYTES = 1 << 20;

    private final GuestImage image = Guests.image();

    @TempDir
    private Path directory;

    @Test
    void aGuestAndClientsOfTheServerShareRingsAndHearOfEachOtherAlsoWhenTheServerHasEnded() {
        Path socket = directory.resolve("s");
        RingSpec single = RingSpec.ofEntries(64);
        ServerSpec spec = ServerSpec.of(socket, BYTES)
                .withVectors(VECTORS)
                .withRegion(new RegionPlan(Map.of("up", single, "down", single)));
        JoinSpec usual = JoinSpec.usual().withVectors(VECTORS);
        IvshmemServer server = IvshmemServer.start(spec, event -> {});
        try (IvshmemClient before = IvshmemClient.join(socket, usual);
                Region region = before.attach();
                Producer producer = Ring.attach(region, "down").producer();
                Consumer consumer = Ring.attach(region, "up").consumer()) {
            assertThat(before.isSealed()).isTrue();
            try (VirtualMachine guest = boot(socket)) {
                PeerChange came = before.nextChange(Guests.DEADLINE).orElseThrow();
                assertThat(came).isEqualTo(new PeerChange(PeerChange.Kind.JOINED, 1));
                assertThat(before.awaitPeers(Guests.DEADLINE)).isTrue();
                assertThat(before.peers()).containsExactly(new Peer(1, VECTORS));

                GuestRun info = Guests.annulus(guest, "guest info");
                assertThat(info.lines()).anyMatch(line -> line.matches("kind +ivshmem-doorbell.*"));
                assertThat(info.lines()).anyMatch(line -> line.matches("id +1"));
                assertThat(info.status()).isZero();

                assertThat(Guests.annulus(guest, "ring enqueue pci:auto up 17 18")
                                .status())
                        .isZero();
                assertThat(consumer.dequeueOr(0L)).isEqualTo(17);
                assertThat(consumer.dequeueOr(0L)).isEqualTo(18);

                try (IvshmemClient after = IvshmemClient.join(socket, usual)) {
                    assertThat(after.awaitPeers(Guests.DEADLINE)).isTrue();
                    assertThat(after.peers()).containsExactlyInAnyOrder(new Peer(0, VECTORS), new Peer(1, VECTORS));
                    assertThat(before.nextChange(Guests.DEADLINE))
                            .contains(new PeerChange(PeerChange.Kind.JOINED, after.id()));
                }
                assertThat(before.nextChange(Guests.DEADLINE)).contains(new PeerChange(PeerChange.Kind.LEFT, 2));

                server.close();
                assertThat(producer.enqueueBulk(new long[] {19, 20}, 0, 2)).isEqualTo(2);
                GuestRun taken = Guests.annulus(guest, "ring dequeue pci:auto down --count 2");
                assertThat(taken.lines()).containsSubsequence("19", "20");
                assertThat(guest.process().isAlive()).isTrue();
            }
        } finally {
            server.close();
        }
    }

    @Test
    void aGuestThatIsKilledHasLeftAndTheNextOneHasAnotherId() {
        Path socket = directory.resolve("s");
        ServerSpec spec = ServerSpec.of(socket, BYTES).withVectors(VECTORS).withRegion(new RegionPlan(Map.of()));
        try (IvshmemServer server = IvshmemServer.start(spec, event -> {});
                IvshmemClient witness =
                        IvshmemClient.join(socket, JoinSpec.usual().withVectors(VECTORS))) {
            try (VirtualMachine first = boot(socket)) {
                // Who has gone again before anybody looks is not mentioned.
                assertThat(witness.nextChange(Guests.DEADLINE)).contains(new PeerChange(PeerChange.Kind.JOINED, 1));
                assertThat(first.process().isAlive()).isTrue();
            }
            assertThat(witness.nextChange(Guests.DEADLINE)).contains(new PeerChange(PeerChange.Kind.LEFT, 1));
            try (VirtualMachine next = boot(socket)) {
                assertThat(witness.nextChange(Guests.DEADLINE)).contains(new PeerChange(PeerChange.Kind.JOINED, 2));
                assertThat(Guests.annulus(next, "guest list").lines()).anyMatch(line -> line.contains("doorbell"));
            }
            assertThat(server.status().joined()).isEqualTo(3);
        }
    }

    @Test
    void aGuestSeesWhoIsThereAlsoWhenItsServerIsReplacedAndWhenItsHostBeginsAnew() {
        Path socket = directory.resolve("s");
        ServerSpec spec = ServerSpec.of(socket, BYTES).withVectors(VECTORS).withRegion(new RegionPlan(Map.of()));
        JoinSpec usual = JoinSpec.usual().withVectors(VECTORS);
        IvshmemServer old = IvshmemServer.start(spec, event -> {});
        try (VirtualMachine guest = boot(socket)) {
            assertThat(Guests.annulus(guest, "guest peers").lines())
                    .contains("0")
                    .doesNotContain("1");
            Holder holder = Holder.take(socket, event -> {});
            old.awaitEnd();
            try (IvshmemServer next = IvshmemServer.takeOver(TakeOverSpec.of(socket), event -> {});
                    IvshmemClient host = IvshmemClient.join(socket, usual);
                    Region region = host.attach()) {
                holder.awaitEnd();
                assertThat(host.awaitPeers(Guests.DEADLINE)).isTrue();
                assertThat(host.peers()).containsExactly(new Peer(0, VECTORS));
                assertThat(Guests.annulus(guest, "guest peers").lines()).containsSubsequence("0", "1");
                assertThat(region.beginSession()).isEqualTo(2);
                GuestRun waited = Guests.annulus(guest, "region wait-session pci:auto --after 1");
                assertThat(waited.lines()).contains("2");
                assertThat(waited.status()).isZero();
                assertThat(next.status().peers()).hasSize(2);
            }
        } finally {
            old.close();
        }
    }

    private VirtualMachine boot(Path socket) {
        VirtualMachine machine = VirtualMachine.start(MachineSpec.doorbell(Acceleration.TCG, image, socket, VECTORS));
        machine.awaitBoot(Guests.DEADLINE);
        return machine;
    }
}
