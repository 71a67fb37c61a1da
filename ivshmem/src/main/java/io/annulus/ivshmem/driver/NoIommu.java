// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.driver;

/** What to do on a machine without an IOMMU. */
public enum NoIommu {
    /** Leave the device alone, and say what is missing. */
    REFUSE,
    /**
     * Have VFIO do without, where the kernel can: from then on, whoever drives the device could have it write anywhere, which is as
     * much as being root, and the kernel is marked as tainted.
     */
    ALLOW
}
