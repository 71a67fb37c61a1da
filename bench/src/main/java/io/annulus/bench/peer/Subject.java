// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench.peer;

/** A kind of queue. */
interface Subject extends AutoCloseable {

    /**
     * An empty one that nobody uses.
     *
     * @param mode its own
     * @param number 0 or 1, for two that are used at once
     */
    Queue empty(Mode mode, int number);

    @Override
    void close();

    /** A queue, and the ways into it and out of it, each for one thread. */
    interface Queue {
        Sender sender();

        Receiver receiver();
    }
}
