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

/** Room for one of two bulks: one goes in whole, the other not at all. */
@JCStressTest
@Outcome(id = "\\w+, 4 and 0: 1111", expect = ACCEPTABLE, desc = "The first producer was faster.")
@Outcome(id = "\\w+, 0 and 4: 2222", expect = ACCEPTABLE, desc = "The second was.")
@Outcome(expect = FORBIDDEN, desc = "Anything else breaks the ring.")
@State
public class OneOfTwoBulksFits {
    private final SmallRing small = new SmallRing(Sides.withTwoProducers(), 8, 8);
    private final long[] ones = SmallRing.repeated(4, 1);
    private final long[] twos = SmallRing.repeated(4, 2);
    private int firsts;
    private int seconds;

    @Actor
    public void first() {
        firsts = small.producer.enqueueBulk(ones, 0, 4);
    }

    @Actor
    public void second() {
        seconds = small.otherProducer.enqueueBulk(twos, 0, 4);
    }

    @Arbiter
    public void drain(LL_Result result) {
        result.r1 = small.sides;
        result.r2 = firsts + " and " + seconds + ": " + small.drain();
    }
}
