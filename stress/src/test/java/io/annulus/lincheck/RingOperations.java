// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

/**
 * What a ring has to do to be checked. The thread numbers say whose roles to use; on a SINGLE side all have the same one.
 */
public interface RingOperations {
    /** One more than the largest thread number: Lincheck counts from 0, and the parts before and after count as threads. */
    int THREADS = 5;
    /** What {@link #dequeue} returns if there is nothing. */
    long NONE = -1;

    /** The role that a thread enqueues with. */
    Object producer(int thread);

    /** The role that a thread dequeues with. */
    Object consumer(int thread);

    boolean enqueue(int thread, long value);

    /** In bulk if {@code least} is all of them, as a burst if it is 1. */
    int enqueue(int thread, int least, long[] values);

    long dequeue(int thread);

    int dequeue(int thread, int least, long[] values);

    /** Reserves, fills all of it, commits the first {@code kept} of it; returns how many were reserved. */
    int fill(int thread, int least, long[] values, int kept);

    /** Reserves, looks at all of it, commits the first {@code kept} of it; returns how many were reserved. */
    int look(int thread, int least, long[] values, int kept);

    /** At the end of a run: throws if anything is left where nothing should be. */
    default void requireTidy() {}
}
