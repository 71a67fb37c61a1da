// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.nio.file.Path;

/** An export as libvirt's {@code <shmem>} element, for a domain's {@code <devices>} or {@code virsh attach-device}. */
public final class LibvirtShmem {
    private static final Path SHARED_MEMORY =
            SharedRegion.absolute(Path.of("/dev/shm/x")).getParent();
    private static final long LEAST = 1 << 20;

    private LibvirtShmem() {}

    /**
     * The element for an export.
     *
     * @param export what the machine gets
     * @return lines of XML, without a line end after the last
     * @throws AnnulusException {@link Reason#BAD_SPEC} for what libvirt cannot express: a plain device whose file is not
     *     directly in {@code /dev/shm}, less than 1 MiB, or a bus
     */
    public static String of(Export export) {
        if (export.bus().isPresent()) {
            throw cannot("a bus that libvirt chooses", "bus " + export.bus().get(), "Leave the bus out");
        }
        return switch (export.attachment()) {
            case Attachment.Plain plain -> plain(export, plain);
            case Attachment.Doorbell doorbell -> doorbell(export, doorbell);
        };
    }

    private static String plain(Export export, Attachment.Plain plain) {
        if (!SHARED_MEMORY.equals(plain.file().getParent())) {
            throw cannot(
                    "a file in /dev/shm itself, the only directory where libvirt opens one",
                    plain.file().toString(),
                    "Create the region there; or hand QEMU's own arguments (--as qemu) to libvirt as <qemu:arg value='...'/>"
                            + " in <qemu:commandline>");
        }
        if (plain.bytes() < LEAST) {
            throw cannot("1 MiB or more, as libvirt wants it", plain.bytes() + " bytes", "Create a larger region");
        }
        return String.join(
                "\n",
                "<shmem name='" + escape(plain.file().getFileName().toString()) + "'>",
                "  <model type='" + plain.model() + "'/>",
                "  <size unit='B'>" + plain.bytes() + "</size>",
                alias(export),
                "</shmem>");
    }

    private static String doorbell(Export export, Attachment.Doorbell doorbell) {
        return String.join(
                "\n",
                "<shmem name='" + export.id() + "'>",
                "  <model type='" + doorbell.model() + "'/>",
                "  <server path='" + escape(doorbell.socket().toString()) + "'/>",
                "  <msi vectors='" + doorbell.vectors() + "' ioeventfd='on'/>",
                alias(export),
                "</shmem>");
    }

    // libvirt takes aliases of users with this beginning alone.
    private static String alias(Export export) {
        return "  <alias name='ua-" + export.id().replace('.', '_') + "'/>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;");
    }

    private static AnnulusException cannot(String expected, String found, String remedy) {
        return new AnnulusException(
                Reason.BAD_SPEC, "libvirt's <shmem>: expected " + expected + ", found " + found, remedy);
    }
}
