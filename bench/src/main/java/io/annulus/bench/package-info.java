// SPDX-License-Identifier: Apache-2.0

/**
 * How fast the rings are beside DPDK's own.
 *
 * <p>Both are measured in turns, within seconds of each other, because the machine beneath changes more from minute to
 * minute than the two differ; only ratios of neighbours are worth comparing. Nothing here fails because of a figure.
 */
package io.annulus.bench;
