// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.vm.Acceleration;
import io.annulus.cli.vm.GuestImage;
import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.MachineSpec;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.interop.Shell;
import io.annulus.ivshmem.server.IvshmemServer;
import io.annulus.ivshmem.server.RegionPlan;
import io.annulus.ivshmem.server.ServerSpec;
import io.annulus.ring.RingSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code annulus ivshmem export} prints, given to QEMU as it was printed. */
class ExportedGuestTest {
    private final GuestImage image = Guests.image();
    // What QEMU's options and the shell each have a mind about.
    private final String region = "/dev/shm/annulus-interop, it's " + UUID.randomUUID();

    @TempDir
    private Path directory;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = Shell.in(directory);
    }

    @AfterEach
    void remove() {
        shell.run("annulus region remove --force " + quoted());
    }

    private String quoted() {
        return '"' + region + '"';
    }

    private void create(String size) {
        shell.lines("annulus region create " + quoted() + " --size " + size);
        shell.lines("annulus ring create " + quoted() + " orders --entries 64");
        shell.lines("annulus ring create " + quoted() + " fills --entries 64 --element-size 16");
    }

    private String export(String more) {
        List<String> lines = shell.lines("annulus ivshmem export " + more);
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    private VirtualMachine boot(List<String> devices) {
        VirtualMachine machine = VirtualMachine.start(new MachineSpec(Acceleration.TCG, image, devices));
        machine.awaitBoot(Guests.DEADLINE);
        return machine;
    }

    private static void requireLines(GuestRun run, String... lines) {
        assertThat(run.lines()).contains(lines);
        assertThat(run.status()).isZero();
    }

    @Test
    void aPlainDeviceBringsTheGuestTheNamedRings() {
        create("1M");
        List<String> arguments = shell.words(export(quoted() + " --ring orders --ring fills"));
        assertThat(arguments).hasSize(4);
        try (VirtualMachine guest = boot(arguments)) {
            GuestRun list = Guests.annulus(guest, "ring list pci:auto");
            assertThat(list.lines())
                    .anyMatch(line -> line.startsWith("orders "))
                    .anyMatch(line -> line.startsWith("fills "));
            shell.lines("annulus ring enqueue " + quoted() + " orders 17 18");
            requireLines(Guests.annulus(guest, "ring dequeue pci:auto orders"), "17", "18");
            assertThat(Guests.annulus(guest, "ring enqueue pci:auto fills 0x13").status())
                    .isZero();
            assertThat(shell.lines("annulus ring dequeue " + quoted() + " fills"))
                    .containsExactly("0x13");
        }
    }

    @Test
    void aDoorbellDeviceBringsTheGuestTheRegionThatTheServerLaid() {
        Path socket = directory.resolve("s, it's");
        ServerSpec spec = ServerSpec.of(socket, 1 << 20)
                .withVectors(2)
                .withRegion(new RegionPlan(Map.of("orders", RingSpec.ofEntries(64))));
        try (IvshmemServer server = IvshmemServer.start(spec, event -> {})) {
            String line = export('"' + socket.toString() + "\" --device doorbell --vectors 2 --ring orders");
            try (VirtualMachine guest = boot(shell.words(line))) {
                GuestRun info = Guests.annulus(guest, "guest info");
                assertThat(info.lines())
                        .anyMatch(said -> said.matches("kind +ivshmem-doorbell.*"))
                        .anyMatch(said -> said.startsWith("orders"));
                assertThat(Guests.annulus(guest, "ring enqueue pci:auto orders 19")
                                .status())
                        .isZero();
                assertThat(server.status().peers()).hasSize(1);
            }
        }
    }
}
