// SPDX-License-Identifier: Apache-2.0

/**
 * jcstress on the real rings: the compiler and the processor at work, not a model of them. Each class is one promise of the
 * memory orders argued in {@code SingleSync}, {@code MultiSync}, {@code RtsSync} and {@code HtsSync}, as the outcomes two
 * racing threads may and may not see; {@link io.annulus.jcstress.Sides} says with which modes each is tried. Those with
 * objects in their names are of rings of references.
 * {@link io.annulus.jcstress.PublishedTooEarly} and {@link io.annulus.jcstress.ClearedTooLate} are deliberately wrong: a run
 * that does not catch them proves nothing.
 */
package io.annulus.jcstress;
