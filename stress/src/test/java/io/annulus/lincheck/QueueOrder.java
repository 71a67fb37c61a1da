// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import java.util.List;

/**
 * Whether there is an order of all operations of a run that keeps the order of those that did not overlap, and in which
 * each does what a sequential queue allows.
 *
 * @param calls the operations
 * @param capacity of the queue
 */
record QueueOrder(List<Call> calls, int capacity) {

    boolean exists() {
        return exists(0, List.of());
    }

    private boolean exists(int done, List<Long> queue) {
        if (done == (1 << calls.size()) - 1) {
            return true;
        }
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            boolean next = (done >>> i & 1) == 0 && (call.before() & ~done) == 0;
            List<Long> after = next ? call.follow(queue, capacity) : null;
            if (after != null && exists(done | 1 << i, after)) {
                return true;
            }
        }
        return false;
    }
}
