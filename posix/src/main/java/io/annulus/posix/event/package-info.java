// SPDX-License-Identifier: Apache-2.0

/**
 * Waiting for descriptors.
 *
 * <p>An {@link io.annulus.posix.event.EventFd} is a counter that one process adds to and another waits for: what an
 * ivshmem doorbell rings. An {@link io.annulus.posix.event.Epoll} waits for any number of descriptors at once, always with
 * a deadline.
 */
package io.annulus.posix.event;
