// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.vm.Acceleration;
import io.annulus.cli.vm.GuestImage;
import io.annulus.cli.vm.MachineSpec;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.interop.Shell;
import io.annulus.ivshmem.server.IvshmemServer;
import io.annulus.ivshmem.server.RegionPlan;
import io.annulus.ivshmem.server.ServerSpec;
import io.annulus.ring.RingSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code annulus ivshmem export --as qmp} prints, given to the monitor of a machine that runs (q35). */
class HotPlugTest {
    private static final String DEVICE = "[0-9a-f]{4}:[0-9a-f]{2}:.* (plain|doorbell) .* enabled";

    private static final String COMES = "until grep -q 0x1110 /sys/bus/pci/devices/*/device; do sleep 0.1; done";

    private final GuestImage image = Guests.image();
    private final String region = "annulus-interop-" + UUID.randomUUID();

    @TempDir
    private Path directory;

    private Shell shell;

    @BeforeEach
    void create() {
        shell = Shell.in(directory);
        // More than a port has room for, unless it was told.
        shell.lines("annulus region create " + region + " --size 4M");
        shell.lines("annulus ring create " + region + " orders --entries 64");
    }

    @AfterEach
    void remove() {
        shell.run("annulus region remove --force " + region);
    }

    @Test
    void aRunningGuestGetsDevicesAndLosesThemAgain() throws Exception {
        Path monitorSocket = directory.resolve("q");
        List<String> devices = new ArrayList<>(Monitor.arguments(monitorSocket));
        devices.addAll(List.of("-device", port()));
        ServerSpec spec = ServerSpec.of(directory.resolve("s"), 1 << 20)
                .withRegion(new RegionPlan(Map.of("orders", RingSpec.ofEntries(64))));
        try (IvshmemServer server = IvshmemServer.start(spec, event -> {});
                VirtualMachine guest = boot(devices);
                Monitor monitor = Monitor.at(monitorSocket)) {
            requireNone(guest);
            shell.lines("annulus ring enqueue " + region + " orders 17");
            String export = "annulus ivshmem export " + region + " --ring orders --id market";
            plug(export, monitor, guest);
            assertThat(Guests.annulus(guest, "ring dequeue pci:auto orders").lines())
                    .contains("17");
            unplug(export, monitor, guest);

            plug(export, monitor, guest);
            assertThat(Guests.annulus(guest, "ring enqueue pci:auto orders 18").status())
                    .isZero();
            unplug(export, monitor, guest);
            assertThat(shell.lines("annulus ring dequeue " + region + " orders"))
                    .containsExactly("18");

            List<String> nowhere = shell.lines(export + " --as qmp");
            nowhere.subList(0, 2).forEach(monitor::accepts);
            assertThat(monitor.refuses(nowhere.get(2))).contains("does not support hotplugging");

            // Last, and to stay: QEMU may not survive that such a device is unplugged (docs/export.md).
            plug("annulus ivshmem export " + spec.socket() + " --ring orders", monitor, guest);
            assertThat(Guests.annulus(guest, "ring enqueue pci:auto orders 19").status())
                    .isZero();
            assertThat(server.status().peers()).hasSize(1);
            assertThat(shell.lines("annulus ivshmem export " + spec.socket() + " --as qmp --unplug"))
                    .hasSize(3)
                    .last()
                    .asString()
                    .contains("chardev-remove");
        }
    }

    private VirtualMachine boot(List<String> devices) {
        VirtualMachine machine = VirtualMachine.start(new MachineSpec(Acceleration.TCG, image, devices));
        machine.awaitBoot(Guests.DEADLINE);
        return machine;
    }

    /** The bus that a machine has to have been started with, as the command says it. */
    private String port() {
        String advice = shell.run("annulus ivshmem export " + region + " --as qmp --bus port1")
                .errors();
        Matcher port = Pattern.compile("-device (pcie-root-port,[a-z0-9-]+=\\w+(,[a-z0-9-]+=\\w+)*)")
                .matcher(advice);
        assertThat(port.find()).as(advice).isTrue();
        assertThat(port.group(1)).contains("id=port1,", "pref64-reserve=8388608");
        return port.group(1).replace("=N", "=1");
    }

    private void plug(String export, Monitor monitor, VirtualMachine guest) {
        shell.lines(export + " --as qmp --bus port1").forEach(monitor::accepts);
        assertThat(guest.run(COMES, Guests.DEADLINE).status()).isZero();
        assertThat(hasDevice(guest)).isTrue();
    }

    private void unplug(String export, Monitor monitor, VirtualMachine guest) {
        List<String> lines = shell.lines(export + " --as qmp --unplug");
        assertThat(lines).hasSize(3);
        monitor.accepts(lines.get(1));
        monitor.awaitEvent("DEVICE_DELETED", "\"device\":");
        monitor.accepts(lines.get(2));
        requireNone(guest);
    }

    private static void requireNone(VirtualMachine guest) {
        assertThat(hasDevice(guest)).isFalse();
    }

    private static boolean hasDevice(VirtualMachine guest) {
        return Guests.annulus(guest, "guest list").lines().stream().anyMatch(line -> line.matches(DEVICE));
    }
}
