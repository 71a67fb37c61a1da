// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import io.annulus.cli.argument.ByteSize;
import io.annulus.cli.output.Table;
import io.annulus.inspect.RegionSnapshot;
import io.annulus.ivshmem.driver.SignallingVerdict;
import io.annulus.ivshmem.guest.BaseAddress;
import io.annulus.ivshmem.guest.GuestDevice;
import io.annulus.ivshmem.guest.MappingVerdict;
import io.annulus.ivshmem.guest.Processor;

/** A device as {@code guest info} shows it to people. */
final class DeviceText {
    private static final int BARS = 3;

    private DeviceText() {}

    /** Without a verdict or a snapshot, what they would say is left out. */
    static String of(GuestDevice device, Processor processor, MappingVerdict verdict, RegionSnapshot region) {
        Integer id = DeviceView.id(device);
        Table table = Table.ofProperties();
        table.row("device", device.address());
        table.row(
                "kind",
                "ivshmem-" + device.kind().word() + ", revision "
                        + device.config().revision());
        table.row("id", id == null ? "unknown" : id);
        table.row("vectors", ListDevices.vectors(device));
        table.row("driver", device.driver().orElse("none"));
        SignallingVerdict signalling = SignallingVerdict.of(device);
        table.row("interrupts", signalling.signalling().word() + ", since " + signalling.because());
        signalling.remedy().ifPresent(remedy -> table.row("for interrupts", remedy));
        table.row("state", device.config().isMemoryEnabled() ? "enabled" : "not enabled");
        for (int number = 0; number < BARS; number++) {
            device.bar(number).ifPresent(bar -> table.row("BAR " + bar.number(), describe(bar)));
        }
        table.row("processor", describe(processor));
        if (verdict != null) {
            table.row(
                    "mapping",
                    verdict.caching().word() + ": read with " + verdict.megabytesPerSecond()
                            + " MB/s, ordinary memory with " + verdict.ordinaryMegabytesPerSecond());
            table.row("host", verdict.hostHint());
            table.row("sides", String.join(", ", DeviceView.modes(verdict)) + " without --force");
            verdict.remedy().ifPresent(remedy -> table.row("remedy", remedy));
            table.row("region", region == null ? "none in its memory" : "see below");
        }
        return region == null ? table.text() : table.text() + "\n\n" + region.toText();
    }

    private static String describe(BaseAddress bar) {
        return ByteSize.describe(bar.bytes()) + " at 0x" + Long.toHexString(bar.start());
    }

    private static String describe(Processor processor) {
        String name = processor.model().isEmpty() ? "unknown" : processor.model();
        String vendor = processor.vendor().isEmpty() ? "" : " (" + processor.vendor() + ")";
        return name + vendor + ", " + processor.accelerator().word() + " (" + processor.evidence() + "), "
                + (processor.possible() == 0 ? "an unknown number" : processor.possible()) + " possible";
    }
}
