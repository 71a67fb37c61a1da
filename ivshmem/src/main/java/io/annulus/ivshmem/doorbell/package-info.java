// SPDX-License-Identifier: Apache-2.0

/**
 * Waiting for a change in shared memory, and telling those who wait: the same on the host and in a virtual machine.
 *
 * <p>{@link io.annulus.ivshmem.doorbell.Doorbells} are a party's own bells and its way to ring others. A {@link
 * io.annulus.ivshmem.doorbell.WaitingPlace} is where a party says in memory that it waits, so that nobody rings in vain; {@link
 * io.annulus.ivshmem.doorbell.RingBells} has two for each ring, for who waits for elements and for who waits for room. A {@link
 * io.annulus.ivshmem.doorbell.SharedSemaphore} counts what is there for any number of parties.
 */
package io.annulus.ivshmem.doorbell;
