// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Two bursts of five for seven slots: the second gets what the first left. */
@JCStressTest
@Outcome(id = "\\w+, 5 and 2: 1111122", expect = ACCEPTABLE, desc = "The first producer was faster.")
@Outcome(id = "\\w+, 2 and 5: 2222211", expect = ACCEPTABLE, desc = "The second was.")
@Outcome(expect = FORBIDDEN, desc = "Anything else breaks the ring.")
@State
public class TwoBurstsFillTheRing {
    private final SmallRing small = new SmallRing(Sides.withTwoProducers(), 8, 8);
    private final long[] ones = SmallRing.repeated(5, 1);
    private final long[] twos = SmallRing.repeated(5, 2);
    private int firsts;
    private int seconds;

    @Actor
    public void first() {
        firsts = small.producer.enqueueBurst(ones, 0, 5);
    }

    @Actor
    public void second() {
        seconds = small.otherProducer.enqueueBurst(twos, 0, 5);
    }

    @Arbiter
    public void drain(LL_Result result) {
        result.r1 = small.sides;
        result.r2 = firsts + " and " + seconds + ": " + small.drain();
    }
}
