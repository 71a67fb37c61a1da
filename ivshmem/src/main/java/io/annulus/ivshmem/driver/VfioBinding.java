// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.driver;

import io.annulus.ivshmem.guest.GuestDevice;
import io.annulus.ivshmem.guest.SystemFiles;
import io.annulus.posix.vfio.GroupPlace;
import io.annulus.posix.vfio.Iommu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where VFIO shows a device.
 *
 * @param group that the device is in
 */
record VfioBinding(GroupPlace group) {
    /** The kernel driver that leaves a device to a program. */
    static final String DRIVER = "vfio-pci";

    /** How a machine gets an IOMMU. */
    static final String RECIPE =
            "Give the machine an IOMMU: QEMU with -machine q35 -device intel-iommu,intremap=on, before other"
                    + " devices, and intel_iommu=on on its kernel's command line";

    private static final String WITHOUT_IOMMU = "vfio-noiommu";

    /** Empty if the device is in no group: there is no IOMMU, and VFIO does not do without. */
    static Optional<VfioBinding> of(GuestDevice device) {
        Path link = device.directory().resolve("iommu_group");
        Path directory = device.files().beside("dev", "vfio");
        try {
            String number = Files.readSymbolicLink(link).getFileName().toString();
            boolean without = SystemFiles.text(link.resolve("name")).equals(Optional.of(WITHOUT_IOMMU));
            return Optional.of(new VfioBinding(
                    without
                            ? new GroupPlace(directory, "noiommu-" + number, Iommu.NONE)
                            : new GroupPlace(directory, number, Iommu.TYPE1)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Signalling signalling() {
        return group.iommu() == Iommu.TYPE1 ? Signalling.VFIO : Signalling.VFIO_NO_IOMMU;
    }

    /** What speaks against it. */
    Optional<String> caveat() {
        return group.iommu() == Iommu.TYPE1
                ? Optional.empty()
                : Optional.of("Without an IOMMU, whoever drives the device can have it write anywhere in this machine. "
                        + RECIPE);
    }
}
