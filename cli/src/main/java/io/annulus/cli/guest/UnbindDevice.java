// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import io.annulus.cli.argument.DevicePath;
import io.annulus.ivshmem.driver.DriverSetup;
import io.annulus.ivshmem.driver.KernelModules;
import io.annulus.ivshmem.guest.GuestDevice;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus guest unbind}. */
@Command(
        name = "unbind",
        description = {
            "Take back what 'guest setup' did: the device is without a driver then, and root's alone. For root. Works for other"
                    + " drivers, too. Kernel modules stay loaded.",
            "A program that drives the device is asked for it, and this waits until that program has let go of it."
        },
        footer = {"  annulus guest unbind", "  annulus guest unbind 0000:00:04.0"})
final class UnbindDevice implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "BDF",
            converter = DevicePath.Converter.class,
            description = "The device's PCI address, such as 0000:00:04.0 (default: the only one there is).")
    private DevicePath place = DevicePath.auto();

    @Override
    public void run() {
        GuestDevice device = place.device();
        List<String> done = new DriverSetup(device, KernelModules.of(device.files())).undo();
        PrintWriter out = spec.commandLine().getOut();
        done.forEach(out::println);
        if (done.isEmpty()) {
            out.println(device + ": without a driver, and root's alone, as before");
        }
        out.flush();
    }
}
