// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.vfio;

import java.nio.file.Path;

/**
 * Where the group of a device is: the devices that only one process at a time can drive, since they could reach each other.
 *
 * @param directory {@code /dev/vfio}
 * @param name of the group's file in it, such as {@code 1}, or {@code noiommu-0}
 * @param iommu what it is behind
 */
public record GroupPlace(Path directory, String name, Iommu iommu) {
    private static final String CONTAINER = "vfio";

    /**
     * The group's file.
     *
     * @return whoever may read and write it can drive the device
     */
    public Path file() {
        return directory.resolve(name);
    }

    Path container() {
        return directory.resolve(CONTAINER);
    }
}
