// SPDX-License-Identifier: Apache-2.0

/**
 * DPDK's ring: a FIFO of fixed-size elements in shared memory, bounded and lock-free in DPDK's sense.
 *
 * <p>{@link io.annulus.ring.Ring#create create} lays a ring into a region; {@link io.annulus.ring.Ring#attach attach}
 * checks one that is there and writes nothing. A thread that wants to enqueue takes a
 * {@link io.annulus.ring.Producer}, one that wants to dequeue a {@link io.annulus.ring.Consumer}: its own, for the time
 * it needs it. Each side has one of four modes ({@link io.annulus.ring.SyncMode}), independently of the other. Elements are
 * copied in and out, or worked on in place through a {@link io.annulus.ring.Reservation}.
 *
 * <p>How it works, in DPDK's terms: each side has a <em>head</em> and a <em>tail</em>, 32-bit indices that run on
 * without being reduced to the table's size. An operation first moves its side's head over the elements it wants, as far
 * as the other side's tail allows; then it copies; then it moves its side's tail, which shows the elements to the other
 * side. The modes differ in how they move head and tail; the package {@code io.annulus.sync} has one class for each, which
 * begins with the argument why it is right.
 *
 * <p>{@link io.annulus.ring.MoverCode} strings the steps together. Copies of that class know their memory as a constant, which
 * is most of their speed; {@link io.annulus.ring.Movers} says who gets which.
 *
 * @see <a href="https://doc.dpdk.org/guides/prog_guide/ring_lib.html">DPDK programmer's guide, Ring Library</a>
 */
package io.annulus.ring;
