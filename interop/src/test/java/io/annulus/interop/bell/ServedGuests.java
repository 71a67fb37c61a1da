// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.bell;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.vm.Acceleration;
import io.annulus.cli.vm.GuestImage;
import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.MachineSpec;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.interop.vm.Guests;
import io.annulus.interop.vm.Patience;
import io.annulus.interop.vm.Rest;
import io.annulus.interop.vm.Stream;
import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.JoinSpec;
import io.annulus.ivshmem.doorbell.RingBells;
import io.annulus.ivshmem.server.Holder;
import io.annulus.ivshmem.server.IvshmemServer;
import io.annulus.ivshmem.server.RegionPlan;
import io.annulus.ivshmem.server.ServerSpec;
import io.annulus.ivshmem.server.TakeOverSpec;
import io.annulus.region.Region;
import io.annulus.region.Zone;
import io.annulus.region.ZoneSpec;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A server of our own, clients of it on the host, and guests with a device at it that was set up for interrupts. */
final class ServedGuests implements AutoCloseable {
    /** What the ring's name ends with through which things come back. */
    static final String BACK = "-back";

    static final int VECTORS = 3;

    private static final long BYTES = 1 << 20;
    private static final int ENTRIES = 64;

    private final GuestImage image;
    private final Path socket;
    private IvshmemServer server;
    private final Deque<Runnable> open = new ArrayDeque<>();
    private final IvshmemClient host;
    private final Region region;

    ServedGuests(Path directory) {
        this(directory, Guests.image());
    }

    ServedGuests(Path directory, GuestImage image) {
        this.image = image;
        socket = directory.resolve("s");
        server = IvshmemServer.start(
                ServerSpec.of(socket, BYTES).withVectors(VECTORS).withRegion(new RegionPlan(Map.of())), event -> {});
        host = client();
        region = host.attach();
    }

    /** The host's own peer. */
    IvshmemClient host() {
        return host;
    }

    /** Begins a {@link RingByRing} with a peer, once its doorbells are known; returns what it counted. */
    String lead(int peer, int vectors, int rounds) {
        host.doorbell(peer, vectors - 1, Guests.DEADLINE).close();
        return new RingByRing(host, peer, vectors, rounds).lead();
    }

    Region region() {
        return region;
    }

    IvshmemServer server() {
        return server;
    }

    /** Another server takes its place; between the two there is none, and something is done. */
    void replaceServer(Runnable meanwhile) {
        Holder holder = Holder.take(socket, event -> {});
        server.awaitEnd();
        meanwhile.run();
        server = IvshmemServer.takeOver(TakeOverSpec.of(socket), event -> {});
        holder.awaitEnd();
    }

    Path socket() {
        return socket;
    }

    /** Another peer on the host, for another thread. */
    IvshmemClient client() {
        IvshmemClient client = IvshmemClient.join(socket, JoinSpec.usual().withVectors(VECTORS));
        open.push(client::close);
        return client;
    }

    /** A ring with places to wait at, both sides of the same mode, and one for the way back. */
    String ring(String name, SyncMode mode) {
        RingSpec spec = RingSpec.ofEntries(ENTRIES).withProducers(mode).withConsumers(mode);
        for (String each : new String[] {name, name + BACK}) {
            Ring.create(region, each, spec);
            RingBells.create(region, each);
        }
        return name;
    }

    /** Numbers through a ring, by a peer of the host. */
    Stream stream(String ring, IvshmemClient own) {
        RingBells bells = RingBells.attach(region, ring);
        return new Stream(bells.ring(), () -> new BellRest(bells, new StrictBells(own), 0));
    }

    /** For who shares no doorbells. */
    Supplier<Rest> looking() {
        return Patience::new;
    }

    Zone zone(String name, long bytes) {
        return region.createZone(ZoneSpec.raw(name, bytes), memory -> {});
    }

    /** A guest that is up, and not set up. */
    VirtualMachine boot() {
        return boot(MachineSpec.doorbell(Acceleration.TCG, image, socket, VECTORS));
    }

    /** A guest with an IOMMU and these, but no device at the server. */
    VirtualMachine bootWithoutDevice(List<String> devices) {
        List<String> all = new ArrayList<>(List.of("-device", "intel-iommu,intremap=on"));
        all.addAll(devices);
        return boot(new MachineSpec(Acceleration.TCG, image, all));
    }

    private VirtualMachine boot(MachineSpec spec) {
        VirtualMachine machine = VirtualMachine.start(spec);
        open.push(machine::close);
        machine.awaitBoot(Guests.DEADLINE);
        return machine;
    }

    /** A guest whose device a program can drive. */
    VirtualMachine bootAndSetUp() {
        VirtualMachine machine = boot();
        setUp(machine);
        return machine;
    }

    static void setUp(VirtualMachine machine) {
        GuestRun setup = Guests.annulus(machine, "guest setup");
        assertThat(setup.lines()).anyMatch(line -> line.contains(": vfio, since"));
        assertThat(setup.status()).isZero();
    }

    /** Starts the command as another user of a guest. */
    static GuestRun as(VirtualMachine machine, String user, String arguments) {
        return machine.start("su -s /bin/sh " + user + " -c 'annulus " + arguments + "'");
    }

    /** Starts a {@link BellParty} that can be rung when this returns. */
    static GuestRun party(VirtualMachine machine, String arguments) {
        GuestRun party = machine.start("program " + BellParty.class.getName() + " " + arguments);
        party.awaitLine("ready as peer", Guests.DEADLINE);
        return party;
    }

    @Override
    public void close() {
        region.close();
        for (Runnable one; (one = open.poll()) != null; ) {
            one.run();
        }
        server.close();
    }
}
