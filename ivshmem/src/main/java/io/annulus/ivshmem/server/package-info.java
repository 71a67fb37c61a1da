// SPDX-License-Identifier: Apache-2.0

/**
 * The ivshmem server: hands one piece of memory, an id and doorbells to every virtual machine and program that connects, and
 * tells each of them who comes and who goes.
 *
 * <p>{@link io.annulus.ivshmem.server.IvshmemServer} is what a {@link io.annulus.ivshmem.server.ServerSpec} describes: where it
 * listens, which {@link io.annulus.ivshmem.server.MemorySource} it shares, whom {@link io.annulus.ivshmem.server.Access} lets
 * in and how much of it {@link io.annulus.ivshmem.server.Limits} allow; {@link io.annulus.ivshmem.server.RegionPlan} lays an
 * Annulus region into the memory. What happens is told as {@link io.annulus.ivshmem.server.ServerEvent}s, how things stand as
 * a {@link io.annulus.ivshmem.server.ServerStatus}, to the program and through a second socket beside the first.
 *
 * <p>A server need not end with its process. Another one takes everything over ({@link
 * io.annulus.ivshmem.server.TakeOverSpec}), or a {@link io.annulus.ivshmem.server.Holder} keeps it until one does, and no client
 * notices. Who is there stands in the memory as well, for guests.
 *
 * <p>One thread does everything, and never waits for a client. What each is to be told goes into an outbox of its own and
 * leaves it as fast as that client reads. Three rules come from what QEMU does at the other end. A client that is let in gets
 * its whole set-up, however long it takes: QEMU spins for ever if it is cut off before its last doorbell; so whoever is not
 * let in is told so with a version that QEMU does not know, and ends. An id that any client was ever told of belongs to one
 * peer until the last such client is gone: QEMU corrupts its memory if a peer comes a second time. And what a client was not
 * yet told of a peer's coming is taken back when that peer goes, so that an outbox never holds more than there are peers.
 */
package io.annulus.ivshmem.server;
