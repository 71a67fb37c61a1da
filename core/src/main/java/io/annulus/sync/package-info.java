// SPDX-License-Identifier: Apache-2.0

/**
 * How the threads on one side of a ring keep out of each other's way: the four sync modes of {@code rte_ring}.
 *
 * <p>A side is two positions in shared memory, a head and a tail ({@link io.annulus.sync.HeadTailLayout}), and every
 * operation is the same three steps: move the head over the elements wanted, as far as the other side's tail allows; copy;
 * move the tail, which shows the other side what was done. What differs is what happens when several threads do this at
 * once, and each way is a class that begins with the argument why it is right:
 *
 * <ul>
 *   <li>{@link io.annulus.sync.SingleSync}: there is only one thread.
 *   <li>{@link io.annulus.sync.MultiSync}: whoever moved the head later moves the tail later, and waits for its turn.
 *   <li>{@link io.annulus.sync.RtsSync}: nobody waits for a turn; the last to finish moves the tail for all.
 *   <li>{@link io.annulus.sync.HtsSync}: the head moves only while nobody is between it and the tail.
 * </ul>
 *
 * <p>All about a side that stays is a {@link io.annulus.sync.Side}, and what a role remembers of it a
 * {@link io.annulus.sync.SideSync}. {@link io.annulus.sync.Dispatch} chooses between the modes. Nothing
 * here knows elements, names or regions, so the same code moves elements in shared memory and references inside one JVM.
 */
package io.annulus.sync;
