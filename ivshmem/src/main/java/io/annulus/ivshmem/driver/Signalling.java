// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.driver;

/** How a program in a virtual machine learns that somebody rang. */
public enum Signalling {
    /** By interrupts of the device, through VFIO, behind an IOMMU. */
    VFIO,
    /** The same without an IOMMU: whoever has the device could have it write anywhere in the machine. */
    VFIO_NO_IOMMU,
    /** Not at all: it has to look at the memory again and again. It can ring others. */
    POLLING;

    /**
     * Its word in text and JSON.
     *
     * @return {@code vfio}, {@code vfio-noiommu} or {@code polling}
     */
    public String word() {
        return switch (this) {
            case VFIO -> "vfio";
            case VFIO_NO_IOMMU -> "vfio-noiommu";
            case POLLING -> "polling";
        };
    }
}
