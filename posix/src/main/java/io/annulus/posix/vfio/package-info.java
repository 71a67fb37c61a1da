// SPDX-License-Identifier: Apache-2.0

/**
 * Devices that a process drives by itself, without a kernel driver of their own: Linux's VFIO.
 *
 * <p>A device that is bound to {@code vfio-pci} belongs to a group, a file in {@code /dev/vfio} ({@link
 * io.annulus.posix.vfio.GroupPlace}). Whoever opens that file has the {@link io.annulus.posix.vfio.VfioDevice}: maps its
 * {@linkplain io.annulus.posix.vfio.VfioRegion parts}, and gets its interrupts as signals of eventfds. The structures on the
 * way to the kernel are those of {@link io.annulus.posix.vfio.VfioLayout}.
 */
package io.annulus.posix.vfio;
