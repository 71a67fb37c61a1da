// SPDX-License-Identifier: Apache-2.0

/**
 * A process that moves elements when it is told to: one {@link io.annulus.bench.peer.Subject}, whose code is compiled in a JVM that
 * has seen no other. {@link io.annulus.bench.peer.Peer} speaks the language of the C peer, {@code bench_ring}.
 */
package io.annulus.bench.peer;
