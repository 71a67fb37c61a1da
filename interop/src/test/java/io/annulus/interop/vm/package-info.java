// SPDX-License-Identifier: Apache-2.0

/**
 * Host and guest, with real QEMU: one region, mapped by processes of the host and by the guests' ivshmem devices.
 *
 * <p>Guests run under TCG, which every machine has. {@link io.annulus.interop.vm.GuestParty} is what runs in them.
 */
package io.annulus.interop.vm;
