// SPDX-License-Identifier: Apache-2.0

/**
 * {@code annulus ring watch}: all rings of a region, look after look.
 *
 * <p>Each look opens the region anew, by name: so a region that was removed, or made anew, is noticed, and nobody is kept from
 * removing one by somebody who watches it. {@link io.annulus.cli.watch.Observer} remembers what one look alone cannot tell,
 * and makes a {@link io.annulus.cli.watch.Frame} of each; {@link io.annulus.cli.watch.Board} draws it, 79 columns wide
 * whatever is in it.
 */
package io.annulus.cli.watch;
