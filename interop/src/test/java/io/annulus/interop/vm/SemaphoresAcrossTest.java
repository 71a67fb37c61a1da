// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.vm.Acceleration;
import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.MachineSpec;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.JoinSpec;
import io.annulus.ivshmem.doorbell.SharedSemaphore;
import io.annulus.ivshmem.server.IvshmemServer;
import io.annulus.ivshmem.server.RegionPlan;
import io.annulus.ivshmem.server.ServerSpec;
import io.annulus.region.Region;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Semaphores between this process and another one, and between this process and a guest. */
class SemaphoresAcrossTest {
    private static final int VECTORS = 2;
    private static final int ROUNDS = 2000;
    private static final int GUEST_ROUNDS = 200;

    @TempDir
    private Path directory;

    private Path socket;
    private IvshmemServer server;
    private IvshmemClient client;
    private Region region;

    @BeforeEach
    void serve() {
        socket = directory.resolve("s");
        server = IvshmemServer.start(
                ServerSpec.of(socket, 1 << 20).withVectors(VECTORS).withRegion(new RegionPlan(Map.of())), _ -> {});
        client = IvshmemClient.join(socket, JoinSpec.usual().withVectors(VECTORS));
        region = client.attach();
        SharedSemaphore.create(region, SemaphoreParty.PING, 0);
        SharedSemaphore.create(region, SemaphoreParty.PONG, 0);
    }

    @AfterEach
    void end() {
        region.close();
        client.close();
        server.close();
    }

    @Test
    void twoProcessesWakeEachOther() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SemaphoreParty.class.getName(),
                        Integer.toString(ROUNDS),
                        socket.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(SemaphoreParty.ask(client, region, ROUNDS)).isPositive();
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(other.waitFor(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(said).contains("rounds " + ROUNDS + ", woken true");
            assertThat(other.exitValue()).isZero();
            assertNothingIsLeft();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void hostAndGuestWakeEachOther() {
        MachineSpec spec = MachineSpec.doorbell(Acceleration.TCG, Guests.image(), socket, VECTORS);
        try (VirtualMachine guest = VirtualMachine.start(spec)) {
            guest.awaitBoot(Guests.DEADLINE);
            GuestRun setup = Guests.annulus(guest, "guest setup");
            assertThat(setup.status()).as("%s", setup.lines()).isZero();
            GuestRun party = guest.start("program " + SemaphoreParty.class.getName() + " " + GUEST_ROUNDS);
            party.awaitLine("attached", Guests.DEADLINE);
            assertThat(SemaphoreParty.ask(client, region, GUEST_ROUNDS)).isPositive();
            party.awaitEnd(Guests.DEADLINE);
            assertThat(party.lines()).contains("rounds " + GUEST_ROUNDS + ", woken true");
            assertThat(party.status()).isZero();
            assertNothingIsLeft();
        }
    }

    private void assertNothingIsLeft() {
        for (String name : new String[] {SemaphoreParty.PING, SemaphoreParty.PONG}) {
            SharedSemaphore semaphore = SharedSemaphore.attach(region, name);
            assertThat(semaphore.count()).as(name).isZero();
            assertThat(semaphore.waiters()).as(name).isEmpty();
        }
    }
}
