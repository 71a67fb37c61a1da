// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

/** A producer written out, with one mistake in it. */
@FunctionalInterface
public interface DefectiveProducer {
    /** False if the ring is full. */
    boolean enqueue(long value);
}
