// SPDX-License-Identifier: Apache-2.0

/**
 * Stream sockets between processes of one machine that carry descriptors beside their bytes, which the JDK's cannot.
 *
 * <p>A {@link io.annulus.posix.socket.Listener} has a path, mode and group from the moment it appears; what it accepts, and
 * what {@link io.annulus.posix.socket.Connection#to} connects, is a {@link io.annulus.posix.socket.Connection}, whose other
 * side's {@link io.annulus.posix.socket.Credentials} the kernel vouches for.
 */
package io.annulus.posix.socket;
