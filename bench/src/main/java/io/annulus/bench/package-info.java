// SPDX-License-Identifier: Apache-2.0

/**
 * Our rings beside DPDK's and beside the queues of the Java world, measured in one run.
 *
 * <p>A {@link io.annulus.bench.Section} is a table of {@link io.annulus.bench.Contender}s and rows. Every contender is a process of its
 * own for each row ({@link io.annulus.bench.PeerProcess}), and all of them take turns ({@link io.annulus.bench.Measuring}).
 */
package io.annulus.bench;
