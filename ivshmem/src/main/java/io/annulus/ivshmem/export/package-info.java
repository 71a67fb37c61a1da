// SPDX-License-Identifier: Apache-2.0

/**
 * A region for one virtual machine, and how QEMU is told: what DPDK's librte_ivshmem did until 16.07, for the QEMU of today.
 *
 * <pre>
 *   a file ------> SharedRegion --+                        +--> QemuCommandLine
 *   a server's                    +--> Export -------------+--> QmpScript
 *   socket --> ServedRegion ------+      ^   InstalledQemu +--> LibvirtShmem
 *                                  VisibleNames, Attachment
 * </pre>
 *
 * <p>{@link io.annulus.ivshmem.export.SharedRegion} is what a machine would see. A machine sees all of its region, whatever
 * names it was meant for; so an {@link io.annulus.ivshmem.export.Export} cannot be made for some of the names alone, unless
 * whoever makes it says that the others are shared, too. What would end QEMU with an assertion or leave it without its memory
 * (a size that is no power of two, a path that is no file) is refused here, in words.
 *
 * <p>{@link io.annulus.ivshmem.export.InstalledQemu} asks the QEMU that is installed for its version, since the monitor's
 * commands have changed, and whether it has the device at all, since some distributions leave it out.
 */
package io.annulus.ivshmem.export;
