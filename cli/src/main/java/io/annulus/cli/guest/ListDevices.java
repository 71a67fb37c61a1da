// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import io.annulus.cli.argument.ByteSize;
import io.annulus.cli.argument.DevicePath;
import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.cli.output.Table;
import io.annulus.ivshmem.guest.GuestDevice;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code annulus guest list}. */
@Command(
        name = "list",
        description = "List the ivshmem devices of this machine. Changes nothing.",
        footer = {"  annulus guest list", "  annulus guest list --format json"})
final class ListDevices implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private FormatOption format;

    @Override
    public void run() {
        List<GuestDevice> devices = DevicePath.devices().all();
        PrintWriter out = spec.commandLine().getOut();
        if (format.format() == Format.JSON) {
            out.println(Json.of(devices.stream().map(DeviceView::fields).toList()));
        } else if (devices.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("no ivshmem device (1af4:1110) in this machine; to have one, start it with -device"
                            + " ivshmem-plain or ivshmem-doorbell");
        } else {
            out.println(table(devices));
        }
    }

    private static String table(List<GuestDevice> devices) {
        Table table = Table.withHeadings("DEVICE", "KIND", "MEMORY", "ID", "VECTORS", "DRIVER", "STATE");
        for (GuestDevice device : devices) {
            Integer id = DeviceView.id(device);
            table.row(
                    device.address(),
                    device.kind().word(),
                    ByteSize.describe(device.memoryBytes()),
                    id == null ? "?" : id,
                    vectors(device),
                    device.driver().orElse("-"),
                    device.config().isMemoryEnabled() ? "enabled" : "not enabled");
        }
        return table.text();
    }

    static String vectors(GuestDevice device) {
        if (device.config().vectors().isPresent()) {
            return Integer.toString(device.config().vectors().getAsInt());
        }
        return device.config().isWhole() ? "0" : "?";
    }
}
