// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench.peer;

/** One thread's way into a queue. */
interface Sender extends AutoCloseable {

    /** False if it is full. */
    boolean send(long value);

    /** All or none. */
    boolean send(long[] values);

    @Override
    default void close() {}
}
