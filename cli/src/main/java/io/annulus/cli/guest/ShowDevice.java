// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import io.annulus.cli.argument.DevicePath;
import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.cli.region.RegionView;
import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.inspect.RegionSnapshot;
import io.annulus.ivshmem.guest.GuestDevice;
import io.annulus.ivshmem.guest.MappingVerdict;
import io.annulus.ivshmem.guest.Processor;
import io.annulus.region.Access;
import io.annulus.region.Region;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus guest info}. */
@Command(
        name = "info",
        description = {
            "Show an ivshmem device: its memory and registers, its id, whether its memory is cached as a guest maps it (measured"
                    + " by reading for a millisecond), what that means for rings, and the region in it. Changes nothing.",
            "If the memory cannot be mapped, says why and how to change that, after what is known of the device."
        },
        footer = {"  annulus guest info", "  annulus guest info 0000:00:04.0 --format json"})
final class ShowDevice implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "BDF",
            converter = DevicePath.Converter.class,
            description = "The device's PCI address, such as 0000:00:04.0 (default: the only one there is).")
    private DevicePath place = DevicePath.auto();

    @Mixin
    private FormatOption format;

    @Override
    public void run() {
        GuestDevice device = place.device();
        Processor processor = device.processor();
        MappingVerdict verdict = null;
        RegionSnapshot region = null;
        AnnulusException refusal = null;
        try {
            verdict = device.measure();
            region = region(device).orElse(null);
        } catch (AnnulusException e) {
            refusal = e;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format.format() == Format.JSON) {
            Map<String, Object> fields = DeviceView.fields(device);
            fields.put("processor", DeviceView.fields(processor));
            fields.put("mapping", verdict == null ? null : DeviceView.fields(verdict));
            fields.put("region", region == null ? null : RegionView.fields(region));
            out.println(Json.of(fields));
        } else {
            out.println(DeviceText.of(device, processor, verdict, region));
        }
        out.flush();
        processor
                .warning()
                .ifPresent(warning -> spec.commandLine().getErr().println("annulus: warning: " + warning + "."));
        if (refusal != null) {
            throw refusal;
        }
    }

    /** Empty if the memory has none, as before the host has laid one into it. */
    private static Optional<RegionSnapshot> region(GuestDevice device) {
        try (Region region = device.attach(Access.READ_ONLY)) {
            return Optional.of(RegionSnapshot.of(region));
        } catch (AnnulusException e) {
            if (e.reason() == Reason.NOT_A_REGION) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
