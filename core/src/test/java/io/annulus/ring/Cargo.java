// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

/** Elements that are to go through a ring, where they are taken from and where they arrive: of one kind, equally many. */
interface Cargo {

    boolean enqueueOne(Producer producer, int at);

    int enqueueBulk(Producer producer, int from, int count);

    int enqueueBurst(Producer producer, int from, int count);

    /** Fills all slots of a reservation in place. */
    void fill(Reservation room, int from);

    boolean dequeueOne(Consumer consumer, int at);

    int dequeueBulk(Consumer consumer, int from, int count);

    int dequeueBurst(Consumer consumer, int from, int count);

    /** Copies all elements of a reservation out of their place. */
    void copyOut(Reservation next, int from);

    /** The first so many have arrived as they were sent, in order, and nothing has arrived behind them. */
    void requireArrived(int count);

    /** Forgets what has arrived. */
    void clear();
}
