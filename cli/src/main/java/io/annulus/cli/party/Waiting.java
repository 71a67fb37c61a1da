// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.party;

import io.annulus.cli.timing.Idle;

/** What a party of the demo does at one side of a ring when nothing can move, and after something has. */
public interface Waiting {
    /** Waits a little, or until so many can move. A consumer's are elements, a producer's free slots. */
    void pause(int wanted);

    /** Some have moved. */
    void moved();

    /** How often this side has rung the other one. */
    long rang();

    /** Looks again and again, and rings nobody. */
    static Waiting looking() {
        Idle idle = new Idle();
        return new Waiting() {
            @Override
            public void pause(int wanted) {
                idle.pause();
            }

            @Override
            public void moved() {
                idle.reset();
            }

            @Override
            public long rang() {
                return 0;
            }
        };
    }
}
