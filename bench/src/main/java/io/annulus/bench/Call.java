// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

/** Which of our methods is measured; C has one inline function for both. */
enum Call {
    /** {@code enqueue(long)} and {@code dequeueOr(long)}. */
    ONE("one"),
    /** {@code enqueueBulk} and {@code dequeueBulk} of a {@code long[]}. */
    BULK("bulk");

    final String label;

    Call(String label) {
        this.label = label;
    }
}
