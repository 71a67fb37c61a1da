// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

/**
 * The wait inside {@link MultiSync#publish}: our elements are copied, those in front of us are not published yet. There is
 * no way back from here and so no deadline. An onlooker can see that it lasts, and who may be waited for.
 */
final class TailWait {
    private TailWait() {}

    static void until(Side side, SideSync sync, int expected) {
        int round = 0;
        int found;
        while ((found = side.loadTail()) != expected) {
            if (round == Backoff.FIRST_SLEEP) {
                sync.countStall();
            }
            // Those in front of us hold no more than the ring does. A tail that says otherwise is not going to arrive.
            if (round >= Backoff.FIRST_SLEEP && side.isImpossible(expected - found)) {
                throw side.apart(expected, found);
            }
            round = Backoff.pause(round);
        }
    }
}
