// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import io.annulus.cli.argument.DevicePath;
import io.annulus.ivshmem.driver.DriverSetup;
import io.annulus.ivshmem.driver.KernelModules;
import io.annulus.ivshmem.driver.NoIommu;
import io.annulus.ivshmem.driver.SetupSpec;
import io.annulus.ivshmem.driver.SignallingVerdict;
import io.annulus.ivshmem.guest.GuestDevice;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus guest setup}. */
@Command(
        name = "setup",
        description = {
            "Prepare an ivshmem device with doorbells for interrupts in programs: load the kernel's own vfio-pci, bind the device to"
                    + " it, and give it to a group. For root, once after each boot; 'guest unbind' takes it back.",
            "The machine needs an IOMMU for it, which QEMU can make up: -machine q35 -device intel-iommu,intremap=on, and"
                    + " intel_iommu=on on the kernel's command line. Says what was done, and how programs will be signalled."
        },
        footer = {"  annulus guest setup", "  annulus guest setup 0000:00:04.0 --group rings"})
final class SetUpDevice implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "BDF",
            converter = DevicePath.Converter.class,
            description = "The device's PCI address, such as 0000:00:04.0 (default: the only one there is).")
    private DevicePath place = DevicePath.auto();

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description =
                    "Let the members of this group use the device, its memory and its doorbells (default: root alone).")
    private String group;

    @Option(
            names = "--allow-no-iommu",
            description =
                    "On a machine without an IOMMU, have VFIO do without, if the kernel can. Whoever may use the device"
                            + " could then write anywhere in this machine.")
    private boolean allowNoIommu;

    @Override
    public void run() {
        GuestDevice device = place.device();
        SetupSpec wanted = new SetupSpec(Optional.ofNullable(group), allowNoIommu ? NoIommu.ALLOW : NoIommu.REFUSE);
        List<String> done = new DriverSetup(device, KernelModules.of(device.files())).apply(wanted);
        PrintWriter out = spec.commandLine().getOut();
        done.forEach(out::println);
        SignallingVerdict verdict = SignallingVerdict.of(device);
        out.println(device + ": " + verdict.signalling().word() + ", since " + verdict.because());
        out.flush();
        verdict.remedy().ifPresent(remedy -> spec.commandLine().getErr().println("annulus: note: " + remedy + "."));
    }
}
