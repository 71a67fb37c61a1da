// SPDX-License-Identifier: Apache-2.0

/**
 * {@code annulus demo}: the main job, on real data, between real processes.
 *
 * <pre>
 *               Progress (reads the indices)
 *                  |
 *   producer JVM -> [ring] -> consumer JVM                        Report ---+
 *   producer JVM -> [ring] -> Station (a guest) -> [ring] -> ...  Report ---+-> Outcome: same bytes, elements, SHA-256?
 * </pre>
 *
 * <p>The parent starts two processes, and virtual machines if it is asked to, and watches them and the ring, so that no wait in them
 * needs a deadline: it ends them when one dies or nothing moves. What they do is in package {@code party}. Whatever ends
 * first, the {@link io.annulus.cli.demo.Workplace} is cleaned up.
 */
package io.annulus.cli.demo;
