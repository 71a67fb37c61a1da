// SPDX-License-Identifier: Apache-2.0

/**
 * The same ring for Java references, inside one JVM: the modes, words and promises of {@link io.annulus.ring}, without
 * shared memory and without elements of bytes.
 *
 * <p>An {@link io.annulus.objects.ObjectRing} has an {@link io.annulus.objects.ObjectProducer} and an
 * {@link io.annulus.objects.ObjectConsumer} for each thread that wants one, and, for code that knows neither, a view as a
 * {@link java.util.Queue}: {@link io.annulus.objects.RingQueue}. Heads and tails are moved by the very code that moves them
 * in shared memory, and lie outside the heap as they do there; only the slots are an array of references. A slot is
 * cleared when its element is dequeued, so a ring keeps nothing alive that it no longer holds.
 *
 * <p>The slots themselves are read and written plainly: the tails order them. What a producer wrote into an object before it
 * enqueued it is there for whoever dequeues it or looks at it, and a slot is empty before the next producer may fill it. Both
 * are checked as for rings in shared memory: step by step for linearizability, and on the real processor.
 */
package io.annulus.objects;
