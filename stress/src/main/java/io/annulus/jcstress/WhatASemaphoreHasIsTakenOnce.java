// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.annulus.ivshmem.doorbell.SmallSemaphore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Of two who go down where there is one, one gets it; another that is added meanwhile is neither lost nor doubled. */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "The second got what the first had added.")
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "It came between taking and adding, or lost the race for the one.")
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "The second was quicker.")
@Outcome(expect = FORBIDDEN, desc = "One too many, or one too few.")
@State
public class WhatASemaphoreHasIsTakenOnce {
    private final SmallSemaphore small = new SmallSemaphore();

    public WhatASemaphoreHasIsTakenOnce() {
        small.up();
    }

    @Actor
    public void downAndUp(III_Result result) {
        result.r1 = small.tryDown();
        small.up();
    }

    @Actor
    public void down(III_Result result) {
        result.r2 = small.tryDown();
    }

    @Arbiter
    public void look(III_Result result) {
        result.r3 = small.count();
    }
}
