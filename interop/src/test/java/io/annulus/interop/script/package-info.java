// SPDX-License-Identifier: Apache-2.0

/**
 * Two rings, one in the hands of DPDK's own functions and one in ours, live through the same script, and nothing about them
 * ever differs.
 *
 * <p>A {@link io.annulus.interop.script.ScriptWriter} makes up {@link io.annulus.interop.script.Command}s from a seed, and
 * allows for what is reserved at the moment, so that each is one a correct program may give. A
 * {@link io.annulus.interop.script.ScriptedRing} carries them out in Java and {@code ring_script.c}, behind a
 * {@link io.annulus.interop.script.ScriptPeer}, in C. Both answer each with all there is to see
 * ({@link io.annulus.interop.script.Answer}): the result, the elements, what every question about the ring is answered
 * with, and the memory. {@link io.annulus.interop.script.Play} has them compared, and a difference is told with the seed
 * that repeats it.
 */
package io.annulus.interop.script;
