// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import java.util.List;

/**
 * What Lincheck calls. Elements in one call follow each other, so that a bulk torn apart
 * is seen. The thread numbers say whose roles to use.
 */
public interface RingOperations {
    int BULK = 2;
    /** One more than the largest thread number: Lincheck counts from 0, and the parts before and after count as threads. */
    int THREADS = 5;

    boolean enqueue(long value, int thread);

    int enqueueBulk(long value, int thread);

    int enqueueBurst(long value, int thread);

    List<Long> dequeue(int thread);

    List<Long> dequeueBulk(int thread);

    List<Long> dequeueBurst(int thread);
}
