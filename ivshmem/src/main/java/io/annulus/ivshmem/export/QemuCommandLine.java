// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import java.util.List;

/**
 * An export as arguments of QEMU, for a machine that is started with it. The same for QEMU 2.6 and all later ones.
 *
 * @param arguments as the process gets them
 */
public record QemuCommandLine(List<String> arguments) {

    /** Copies the list. */
    public QemuCommandLine {
        arguments = List.copyOf(arguments);
    }

    /**
     * The arguments for an export.
     *
     * @param export what the machine gets
     * @return to be added to those that the machine has
     */
    public static QemuCommandLine of(Export export) {
        String bus = export.bus().map(name -> ",bus=" + name).orElse("");
        String device = export.attachment().model() + ",id=" + export.id();
        return new QemuCommandLine(
                switch (export.attachment()) {
                    case Attachment.Plain plain ->
                        List.of(
                                "-object",
                                "memory-backend-file,id=" + export.backendId() + ",share=on,size=" + plain.bytes()
                                        + ",mem-path=" + QemuName.value(plain.file()),
                                "-device",
                                device + ",memdev=" + export.backendId() + bus);
                    case Attachment.Doorbell doorbell ->
                        List.of(
                                "-chardev",
                                "socket,id=" + export.backendId() + ",path=" + QemuName.value(doorbell.socket()),
                                "-device",
                                device + ",chardev=" + export.backendId() + ",vectors=" + doorbell.vectors() + bus);
                });
    }

    /**
     * For a shell.
     *
     * @return one line; words that a shell would take apart are quoted
     */
    public String text() {
        return ShellText.line(arguments);
    }
}
