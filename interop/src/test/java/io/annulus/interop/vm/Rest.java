// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

/** What a party does after it has tried to move elements: waits, if there were none to move, and tells the others otherwise. */
public interface Rest {
    /** So many went in; if none, waits for room. */
    void enqueued(int count);

    /** So many came out; if none, waits for more. */
    void dequeued(int count);
}
