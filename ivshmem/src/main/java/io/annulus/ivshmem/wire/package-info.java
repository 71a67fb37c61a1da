// SPDX-License-Identifier: Apache-2.0

/**
 * The ivshmem protocol, version 0, as it is on the wire: messages of eight bytes, some with a descriptor, from the server to
 * its clients.
 *
 * <p>{@link io.annulus.ivshmem.wire.Message} is one of them, and its text is the whole protocol. {@link
 * io.annulus.ivshmem.wire.MessageReader} puts them together from what a connection brings, {@link
 * io.annulus.ivshmem.wire.MessageWriter} takes them apart as far as a connection has room.
 */
package io.annulus.ivshmem.wire;
