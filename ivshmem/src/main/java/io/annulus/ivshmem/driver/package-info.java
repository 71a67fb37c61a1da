// SPDX-License-Identifier: Apache-2.0

/**
 * The doorbells of a guest's ivshmem device, driven by a program: interrupts without a kernel module of ours.
 *
 * <pre>
 *   DriverSetup      binds the device to vfio-pci, once, as root; and takes that back
 *   SignallingVerdict   says how the device can signal as things stand, and why not better
 *   GuestDoorbells   rings, and is rung: eventfds for the device's MSI-X vectors
 * </pre>
 *
 * <p>Linux gives interrupts to a program through VFIO, which wants an IOMMU: a virtual one will do. Where there is none, some kernels
 * do without; and where they do not either, a program still rings others, and looks at the memory again and again itself.
 */
package io.annulus.ivshmem.driver;
