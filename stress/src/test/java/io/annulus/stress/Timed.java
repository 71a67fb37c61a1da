// SPDX-License-Identifier: Apache-2.0
package io.annulus.stress;

/** What is timed: DPDK's two cases. */
enum Timed {
    /** Each dequeue and each enqueue ({@code PRCS}); the clock is read four times a loop. */
    EACH_CALL,
    /** All loops together ({@code AVG}). */
    WHOLE_LOOP
}
