// SPDX-License-Identifier: Apache-2.0

/**
 * A virtual machine to share memory with: QEMU, started and watched, and the guest in it, whose only program runs what it
 * is told over its console.
 *
 * <pre>
 *   build/guest.sh -> GuestImage --+
 *   region file, accelerator ------+-> MachineSpec -> VirtualMachine <-> Console <-> guest's /init
 *                                                           |
 *                                                       GuestRun: a command in the guest, its lines and its status
 * </pre>
 *
 * <p>Every wait has a deadline and ends at once when QEMU does, with the last lines of the console.
 */
package io.annulus.cli.vm;
