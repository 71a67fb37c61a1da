// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.export;

import io.annulus.cli.argument.ByteSize;
import io.annulus.ivshmem.export.Attachment;
import io.annulus.ivshmem.export.Export;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.function.Consumer;

/** What an export cannot see to itself, and goes wrong silently or in words that do not help. */
record Advice(Export export, Consumer<String> notes) {
    /** What a pcie-root-port has room for by itself. */
    private static final long USUAL_WINDOW = 2 << 20;

    void give(ExportForm form, Direction direction) {
        if (form == ExportForm.QMP && direction == Direction.PLUG) {
            adviseOnBus();
        }
        if (direction == Direction.UNPLUG) {
            adviseOnUnplugging();
        }
        if (form == ExportForm.LIBVIRT && export.attachment() instanceof Attachment.Plain plain) {
            adviseOnPermissions(plain.file());
        }
    }

    private void adviseOnUnplugging() {
        notes.accept(
                "between device_del and the command after it, wait for the event DEVICE_DELETED: the guest has to let"
                        + " go first");
        if (export.attachment() instanceof Attachment.Doorbell) {
            notes.accept(
                    "QEMU (7.2, and by its source later ones) can crash after a doorbell device was unplugged: if anybody has left"
                            + " its server since, or if another device is plugged right after; see docs/export.md");
        }
    }

    private void adviseOnBus() {
        // The guest finds no place for the memory otherwise; a window of just its size is not aligned to it.
        String window = export.region().bytes() <= USUAL_WINDOW
                ? ""
                : ",pref64-reserve=" + 2 * export.region().bytes();
        String port = "-device pcie-root-port,id=PORT,chassis=N,slot=N" + window;
        if (export.bus().isEmpty()) {
            notes.accept(
                    "no --bus: a running machine of type pc takes the device as it is; one of type q35 takes it on the bus"
                            + " PORT if it was started with " + port);
        } else if (!window.isEmpty()) {
            notes.accept("a pcie-root-port has room for "
                    + ByteSize.describe(export.region().bytes()) + " if the machine was started with "
                    + port.replace("PORT", export.bus().get()) + "; otherwise the guest sees a device without memory");
        }
    }

    private void adviseOnPermissions(Path file) {
        try {
            Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
            if (!granted.contains(PosixFilePermission.GROUP_WRITE)
                    && !granted.contains(PosixFilePermission.OTHERS_WRITE)) {
                notes.accept(
                        file + " belongs to " + Files.getOwner(file, LinkOption.NOFOLLOW_LINKS)
                                + " alone, and libvirt's"
                                + " machines run as a user of their own: let its group in (chgrp kvm, chmod 0660), and AppArmor");
            }
        } catch (IOException e) {
            // Gone since it was looked at; QEMU will say so.
        }
    }
}
