// SPDX-License-Identifier: Apache-2.0

/**
 * The ivshmem device as a program inside the virtual machine finds it: no module for the guest's kernel, no flag for the JVM.
 *
 * <p>{@link io.annulus.ivshmem.guest.GuestDevice} is one device. It is found on the PCI bus, as {@link
 * io.annulus.ivshmem.guest.SystemFiles} show it; {@link io.annulus.ivshmem.guest.PciConfig} and {@link
 * io.annulus.ivshmem.guest.BaseAddress} say what it is, and its memory is mapped from the file {@code resource2} beside them.
 * {@link io.annulus.ivshmem.guest.GuestDevice#attach} gives the region that the host laid into it.
 *
 * <p>Whether that memory is cached the guest does not decide alone, and nothing tells it. So it is measured, by reading only:
 * {@link io.annulus.ivshmem.guest.MappingVerdict} says what was found, on what {@link io.annulus.ivshmem.guest.Processor},
 * and what helps. On memory that is not cached, sides of rings for several threads are refused unless forced.
 */
package io.annulus.ivshmem.guest;
