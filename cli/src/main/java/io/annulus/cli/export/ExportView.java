// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.export;

import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.ivshmem.export.Export;
import io.annulus.ivshmem.export.InstalledQemu;
import io.annulus.ivshmem.export.LibvirtShmem;
import io.annulus.ivshmem.export.QemuCommandLine;
import io.annulus.ivshmem.export.QmpScript;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An export as it is printed; scripts rely on exactly these fields. */
record ExportView(Export export, InstalledQemu qemu, ExportForm form, Direction direction) {

    String text(FormatOption format) {
        return format.format() == Format.JSON ? Json.of(fields()) : text();
    }

    private String text() {
        return switch (form) {
            case QEMU -> QemuCommandLine.of(export).text();
            case QMP -> lines(QmpScript.of(export, qemu.version()));
            case LIBVIRT -> LibvirtShmem.of(export);
            case DUMP -> throw new AssertionError("a dump is no export");
        };
    }

    // With the greeting, so that the lines can go to a monitor's socket as they are.
    private String lines(QmpScript script) {
        return Stream.concat(
                        Stream.of(QmpScript.GREETING),
                        (direction == Direction.PLUG ? script.plug() : script.unplug()).stream())
                .map(QmpScript.Command::json)
                .collect(Collectors.joining("\n"));
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("region", export.region().where());
        fields.put("sizeBytes", export.region().bytes());
        fields.put("device", export.attachment().model());
        fields.put("id", export.id());
        fields.put("qemu", qemu.program().orElse(null));
        fields.put("qemuVersion", qemu.version());
        fields.put("visible", names());
        switch (form) {
            case QEMU -> fields.put("arguments", QemuCommandLine.of(export).arguments());
            case QMP -> {
                QmpScript script = QmpScript.of(export, qemu.version());
                fields.put("plug", commands(script.plug()));
                fields.put("unplug", commands(script.unplug()));
            }
            case LIBVIRT -> fields.put("xml", LibvirtShmem.of(export));
            case DUMP -> throw new AssertionError("a dump is no export");
        }
        return fields;
    }

    private List<String> names() {
        return export.region().objects().stream()
                .map(object -> object.zone().name())
                .toList();
    }

    private static List<Map<String, Object>> commands(List<QmpScript.Command> commands) {
        return commands.stream()
                .map(command -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("execute", command.execute());
                    fields.put("arguments", command.arguments());
                    return fields;
                })
                .toList();
    }
}
