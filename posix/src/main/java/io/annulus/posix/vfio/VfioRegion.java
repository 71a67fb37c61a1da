// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.vfio;

/**
 * A part of a device, as it lies in the device's file.
 *
 * @param index which: 0 to 5 for the BARs of a PCI device
 * @param bytes how many; 0 if the device has no such part
 * @param offset where in the file
 * @param isMappable whether it can be mapped, and not only read and written
 */
public record VfioRegion(int index, long bytes, long offset, boolean isMappable) {}
