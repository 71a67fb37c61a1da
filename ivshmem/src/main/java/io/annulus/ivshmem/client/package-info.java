// SPDX-License-Identifier: Apache-2.0

/**
 * A program on the host at an ivshmem server, beside the virtual machines there: it shares their memory, rings their
 * doorbells and hears its own.
 *
 * <p>{@link io.annulus.ivshmem.client.IvshmemClient} joins a server, which hands it the memory, an id, and a doorbell of each
 * {@link io.annulus.ivshmem.client.Peer} for each vector. {@link io.annulus.ivshmem.client.JoinSpec} says what to expect and
 * how much to put up with, {@link io.annulus.ivshmem.client.PeerChange} who came and who left.
 *
 * <p>The server is not trusted. What it may send, and when, is a state machine without any input or output, which sees a
 * number and whether a descriptor came with it, and answers with what that means or refuses it. Around it, every descriptor
 * that arrives has an owner or is closed at once; what is to be a doorbell must be an eventfd, since anything else could make
 * a call wait for ever; and the number of descriptors is limited. So a server can cost its client the session, and no more.
 */
package io.annulus.ivshmem.client;
