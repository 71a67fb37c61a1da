// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench.peer;

/** One thread's way out of a queue. Nobody sends a negative value. */
interface Receiver extends AutoCloseable {
    long NOTHING = -1;

    /** The oldest value, or {@link #NOTHING}. */
    long receive();

    /** As many as fit in, or none. */
    boolean receive(long[] values);

    @Override
    default void close() {}
}
