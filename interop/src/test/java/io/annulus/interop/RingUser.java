// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import java.util.List;

/**
 * One party that works on a ring, on both of its sides: Java, C, or the model that says what must come out. Element k of
 * an enqueue stands for the number {@code seed + k}.
 */
interface RingUser {

    /** All or none, or as many as possible. */
    enum Way {
        BULK,
        BURST
    }

    /**
     * What an enqueue did.
     *
     * @param count elements moved
     * @param free room left
     */
    record Sent(int count, int free) {}

    /**
     * What a dequeue did.
     *
     * @param values the numbers the elements stand for
     * @param available elements left
     */
    record Received(List<Long> values, int available) {}

    /**
     * Where the ring stands.
     *
     * @param producerHead 32-bit index
     * @param producerTail likewise
     * @param consumerHead likewise
     * @param consumerTail likewise
     * @param count elements that can be dequeued
     * @param free elements that fit
     */
    record Standing(int producerHead, int producerTail, int consumerHead, int consumerTail, int count, int free) {}

    Sent enqueue(Way way, int count, long seed);

    Received dequeue(Way way, int count);

    Standing standing();
}
