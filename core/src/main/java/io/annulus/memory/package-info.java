// SPDX-License-Identifier: Apache-2.0

/**
 * The one seam through which shared memory is touched.
 *
 * <p>{@link io.annulus.memory.Words} is the only class that holds VarHandles on shared memory. Everything else calls its
 * named operations, so that what an algorithm does to memory can be read off it line by line, and so that tests can stand
 * between any two accesses: every operation first calls the empty {@link io.annulus.memory.Probe}, which they replace.
 *
 * <p>The names say the memory order; without one, an access is plain. <em>Opaque</em>: one whole load or store that the compiler neither repeats nor drops,
 * ordered with nothing. <em>Acquire</em>: nothing after it moves before it. <em>Release</em>: nothing before it moves
 * after it. <em>compareAndSet</em> is both, in the total order of
 * volatile accesses; a plain access behind it may still pass its store. All words are little-endian.
 */
package io.annulus.memory;
