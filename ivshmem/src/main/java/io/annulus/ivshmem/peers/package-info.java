// SPDX-License-Identifier: Apache-2.0

/**
 * Who is at an ivshmem server, as everyone who maps its memory can see: a device has no way to tell its guest.
 *
 * <p>The server lays a zone into its region, in the bytes of {@link io.annulus.ivshmem.peers.LivePeersLayout}, and writes there
 * who is there ({@link io.annulus.ivshmem.peers.LivePeersWriter}); guests and programs on the host read it ({@link
 * io.annulus.ivshmem.peers.LivePeers}). Everyone who maps the memory can write it, so what it says is a hint.
 */
package io.annulus.ivshmem.peers;
