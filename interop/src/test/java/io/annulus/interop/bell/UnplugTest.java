// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.bell;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.interop.Shell;
import io.annulus.interop.vm.Guests;
import io.annulus.interop.vm.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A device that is plugged into a running guest, driven by a program there, and unplugged under its hands. Nobody leaves the server
 * meanwhile: QEMU would free that peer's doorbells twice. Under TCG it keeps listening to the device's own, which are closed, without a
 * pause: the guest is too slow afterwards to be asked anything.
 */
class UnplugTest {
    private static final String COMES = "until grep -q 0x1110 /sys/bus/pci/devices/*/device; do sleep 0.1; done";

    @TempDir
    private Path directory;

    @Test
    void theProgramThatHasADeviceIsAskedForItAndLetsItGo() throws Exception {
        Path socket = directory.resolve("q");
        List<String> more = new ArrayList<>(Monitor.arguments(socket));
        more.addAll(List.of("-device", "pcie-root-port,id=port1,chassis=1,slot=1"));
        try (ServedGuests guests = new ServedGuests(directory);
                VirtualMachine guest = guests.bootWithoutDevice(more);
                Monitor monitor = Monitor.at(socket)) {
            Shell shell = Shell.in(directory);
            String export = "annulus ivshmem export " + guests.socket() + " --device doorbell --vectors "
                    + ServedGuests.VECTORS + " --share-all --as qmp";
            shell.lines(export + " --bus port1").forEach(monitor::accepts);
            assertThat(guest.run(COMES, Guests.DEADLINE).status()).isZero();
            ServedGuests.setUp(guest);
            GuestRun holder = ServedGuests.party(guest, "hold");
            List<String> unplug = shell.lines(export + " --unplug");
            monitor.accepts(unplug.get(1));
            assertThat(holder.awaitEnd(Guests.DEADLINE).lines()).containsSubsequence("wanted back", "closed");
            monitor.awaitEvent("DEVICE_DELETED", "\"device\":");
            monitor.accepts(unplug.get(2));
        }
    }
}
