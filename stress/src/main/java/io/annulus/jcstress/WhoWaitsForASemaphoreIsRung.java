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

/** Who sits down to wait for a semaphore sees what is added, or is seen by who adds it: never neither. */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "Took it without having been seen.")
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "Took it, and was rung besides.")
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "Did not see it, and was rung.")
@Outcome(expect = FORBIDDEN, desc = "Waits for what is there, and nobody rings.")
@State
public class WhoWaitsForASemaphoreIsRung {
    private final SmallSemaphore small = new SmallSemaphore();

    @Actor
    public void down(III_Result result) {
        result.r1 = small.downUntilItWaits();
    }

    @Actor
    public void up(III_Result result) {
        result.r2 = small.up();
    }

    @Arbiter
    public void look(III_Result result) {
        result.r3 = small.count();
    }
}
