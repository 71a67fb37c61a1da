// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A region for one virtual machine. Every statement in it has been checked; the next change of the region's directory may
 * make it untrue.
 *
 * <pre>{@code
 * SharedRegion region = SharedRegion.inFile(Path.of("/dev/shm/market"));
 * Export export = Export.plain(region, VisibleNames.all());
 * System.out.println(QemuCommandLine.of(export).text());
 * }</pre>
 *
 * @param region all that the machine will see
 * @param names what it is meant to see
 * @param attachment the device
 * @param id QEMU's for the device; what is behind the device has ids that begin with it
 * @param bus the device's place; empty leaves it to QEMU
 */
public record Export(SharedRegion region, VisibleNames names, Attachment attachment, String id, Optional<String> bus) {

    /** Checks names and ids. */
    public Export {
        names.requireIn(region);
        QemuName.require("id", id);
        bus.ifPresent(name -> QemuName.require("bus", name));
    }

    /**
     * The region's file as the memory of a plain device.
     *
     * @param region in a file
     * @param names what the machine is meant to see
     * @return with an id made of the file's name
     * @throws AnnulusException {@link Reason#BAD_SPEC} for a size that is no power of two, or if there is more in the region
     *     than the names; {@link Reason#NOT_FOUND} if there is less; {@link Reason#WRONG_KIND} if it is in no file
     */
    public static Export plain(SharedRegion region, VisibleNames names) {
        Path file = region.file()
                .orElseThrow(() -> new AnnulusException(
                        Reason.WRONG_KIND,
                        region.where() + ": expected a file for an ivshmem-plain device, found a server's memory",
                        "Take an ivshmem-doorbell device, which asks the server for it"));
        return new Export(
                region,
                names,
                new Attachment.Plain(file, region.bytes()),
                QemuName.from(region.shortName()),
                Optional.empty());
    }

    /**
     * A device with doorbells at the server that hands out the region.
     *
     * @param region in the server's memory
     * @param names what the machine is meant to see
     * @param socket where the server listens
     * @param vectors that the server gives each peer, 1 to 64
     * @return with an id made of the last part of the region's place
     * @throws AnnulusException as {@link #plain}, and {@link Reason#BAD_SPEC} for another number of vectors
     */
    public static Export doorbell(SharedRegion region, VisibleNames names, Path socket, int vectors) {
        DeviceSize.require(region.where(), region.bytes());
        return new Export(
                region,
                names,
                new Attachment.Doorbell(SharedRegion.absolute(socket), vectors),
                QemuName.from(region.shortName()),
                Optional.empty());
    }

    /**
     * The same under another id, for a machine with several.
     *
     * @param other a letter, then letters, digits, {@code -}, {@code .} and {@code _}; up to 64
     * @return a new export
     * @throws AnnulusException {@link Reason#BAD_NAME}
     */
    public Export withId(String other) {
        return new Export(region, names, attachment, other, bus);
    }

    /**
     * The same in a certain place.
     *
     * @param name of a PCI bus of the machine, such as the id of a {@code pcie-root-port}
     * @return a new export
     * @throws AnnulusException {@link Reason#BAD_NAME}
     */
    public Export onBus(String name) {
        return new Export(region, names, attachment, id, Optional.of(name));
    }

    /**
     * The id of what is behind the device: a memory backend, or a character device.
     *
     * @return begins with {@link #id}
     */
    public String backendId() {
        return id + (attachment instanceof Attachment.Plain ? "-memory" : "-server");
    }
}
