// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An export as commands of QEMU's machine protocol, for a machine that runs. Each must have returned before the next; between
 * the first and the second of {@code unplug} the event {@code DEVICE_DELETED} must have come, with the guest's consent.
 *
 * @param plug add the device
 * @param unplug take it away again
 */
public record QmpScript(List<Command> plug, List<Command> unplug) {
    /** What has to be said first on every connection. */
    public static final Command GREETING = new Command("qmp_capabilities", Map.of());

    /** Copies the lists. */
    public QmpScript {
        plug = List.copyOf(plug);
        unplug = List.copyOf(unplug);
    }

    /**
     * A command.
     *
     * @param execute its name
     * @param arguments strings, whole numbers, truth values and maps of them
     */
    public record Command(String execute, Map<String, Object> arguments) {

        /**
         * As it is sent.
         *
         * @return a line of JSON, without the line end
         */
        public String json() {
            StringBuilder line = new StringBuilder("{\"execute\":").append(text(execute));
            if (!arguments.isEmpty()) {
                line.append(",\"arguments\":");
                write(line, arguments);
            }
            return line.append('}').toString();
        }

        private static void write(StringBuilder line, Object value) {
            switch (value) {
                case Map<?, ?> map -> {
                    String before = "{";
                    for (Map.Entry<?, ?> entry : map.entrySet()) {
                        line.append(before).append(text(entry.getKey())).append(':');
                        write(line, entry.getValue());
                        before = ",";
                    }
                    line.append('}');
                }
                case Number _, Boolean _ -> line.append(value);
                default -> line.append(text(value));
            }
        }

        // Nothing here has control characters: paths with some are refused.
        private static String text(Object value) {
            return "\"" + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }
    }

    /**
     * The commands for an export.
     *
     * @param export what the machine gets
     * @param version of the QEMU that runs it
     * @return in the form that this version takes
     */
    public static QmpScript of(Export export, QemuVersion version) {
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("driver", export.attachment().model());
        device.put("id", export.id());
        Command backend;
        String remove;
        switch (export.attachment()) {
            case Attachment.Plain plain -> {
                backend = memory(export, plain, version);
                remove = "object-del";
                device.put("memdev", export.backendId());
            }
            case Attachment.Doorbell doorbell -> {
                backend = connection(export, doorbell);
                remove = "chardev-remove";
                device.put("chardev", export.backendId());
                device.put("vectors", doorbell.vectors());
            }
        }
        export.bus().ifPresent(bus -> device.put("bus", bus));
        return new QmpScript(
                List.of(backend, new Command("device_add", device)),
                List.of(
                        new Command("device_del", Map.of("id", export.id())),
                        new Command(remove, Map.of("id", export.backendId()))));
    }

    private static Command memory(Export export, Attachment.Plain plain, QemuVersion version) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("mem-path", plain.file().toString());
        properties.put("size", plain.bytes());
        properties.put("share", true);
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("qom-type", "memory-backend-file");
        arguments.put("id", export.backendId());
        if (version.hasFlatObjects()) {
            arguments.putAll(properties);
        } else {
            arguments.put("props", properties);
        }
        return new Command("object-add", arguments);
    }

    private static Command connection(Export export, Attachment.Doorbell doorbell) {
        Map<String, Object> address = new LinkedHashMap<>();
        address.put("type", "unix");
        address.put("data", Map.of("path", doorbell.socket().toString()));
        Map<String, Object> socket = new LinkedHashMap<>();
        socket.put("addr", address);
        socket.put("server", false); // QEMU would listen otherwise.
        Map<String, Object> backend = new LinkedHashMap<>();
        backend.put("type", "socket");
        backend.put("data", socket);
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("id", export.backendId());
        arguments.put("backend", backend);
        return new Command("chardev-add", arguments);
    }
}
