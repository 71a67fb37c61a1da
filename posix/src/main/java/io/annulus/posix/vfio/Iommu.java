// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.vfio;

/** What stands between a device and the machine's memory. */
public enum Iommu {
    /** An IOMMU that keeps the device to what it is given; nothing is given to it here. */
    TYPE1(3),
    /** None: whoever has the device can have it write anywhere, which is as much as being root. */
    NONE(8);

    private final int number;

    Iommu(int number) {
        this.number = number;
    }

    /**
     * What VFIO calls it.
     *
     * @return a number of {@code linux/vfio.h}
     */
    public int number() {
        return number;
    }
}
