// SPDX-License-Identifier: Apache-2.0

/**
 * How one server hands everything it has to the next, over a socket, so that no client notices.
 *
 * <p>What moves is an {@link io.annulus.ivshmem.handover.Estate}: the {@link io.annulus.ivshmem.handover.Premises} (memory, lock
 * and the sockets that listen), and for each client a {@link io.annulus.ivshmem.handover.Member}: the connected socket itself,
 * its doorbells, and which ids it was told of. A {@link io.annulus.ivshmem.handover.Taking} says what it wants to find (a {@link
 * io.annulus.ivshmem.handover.Wish}), a {@link io.annulus.ivshmem.handover.Giving} answers with the estate or an {@link
 * io.annulus.ivshmem.handover.Objection}, in the records of {@link io.annulus.ivshmem.handover.HandOverLayout}.
 *
 * <p>At every moment one of the two is the owner, and both know which. The one that gives is it until the kernel has taken its
 * last word, which the kernel refuses if the other is gone or has stopped listening; the one that takes is it once it has read
 * that word. Until then it changes nothing that others see, and what it has is closed without a trace if anything goes wrong.
 */
package io.annulus.ivshmem.handover;
