// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import io.annulus.memory.Words;

/**
 * The wait inside {@link MultiSync#publish}: our elements are copied, those in front of us are not published yet. There is
 * no way back from here and so no deadline. An onlooker can see that it lasts, and who may be waited for.
 */
final class TailWait {
    private TailWait() {}

    static void until(SideSync side, int expected) {
        int round = 0;
        int found;
        while ((found = Words.loadAcquireInt(side.memory, side.tail)) != expected) {
            if (round == Backoff.FIRST_SLEEP) {
                side.countStall();
            }
            // Those in front of us hold no more than the ring does. A tail that says otherwise is not going to arrive.
            if (round >= Backoff.FIRST_SLEEP && side.isImpossible(expected - found)) {
                throw side.apart(expected, found);
            }
            round = Backoff.pause(round);
        }
    }
}
