// SPDX-License-Identifier: Apache-2.0

/**
 * {@code annulus demo}: the main job, on real data, between real processes.
 *
 * <pre>
 *               Progress (reads the indices)
 *                  |
 *   file -> Sender -> [ring] -> Receiver          Report ---+
 *           producer JVM        consumer JVM      Report ---+-> Outcome: same bytes, elements, SHA-256?
 * </pre>
 *
 * <p>The parent starts two processes and watches both and the ring, so that no wait in them needs a deadline: it ends
 * them when one dies or nothing moves. They watch it through their {@link io.annulus.cli.demo.Leash}. Whatever ends
 * first, the {@link io.annulus.cli.demo.Workplace} is cleaned up.
 */
package io.annulus.cli.demo;
