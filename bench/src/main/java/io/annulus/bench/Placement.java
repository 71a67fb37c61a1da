// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

/** Who works on the ring. */
enum Placement {
    /** One thread enqueues and dequeues in turn; an element costs both. */
    ONE_THREAD("same thread", "same"),
    /** A producer and a consumer, each with a processor to itself. */
    TWO_CORES("two cores", "two");

    final String label;
    final String wordInC;

    Placement(String label, String wordInC) {
        this.label = label;
        this.wordInC = wordInC;
    }
}
