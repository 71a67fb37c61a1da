// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LJJ_Result;

/**
 * What a consumer dequeued from a full ring leaves room for an element when the call has returned, whatever another
 * consumer is doing. But for MULTI_RTS consumers: there the slot is free when all operations that overlapped its own have
 * returned. At a head-tail distance of 0 none overlaps.
 */
@JCStressTest
@Outcome(id = "\\w+, [12], 4", expect = ACCEPTABLE, desc = "There was room, as there must be.")
@Outcome(
        id = "(RTS|SINGLE_TO_RTS), [12], 0",
        expect = ACCEPTABLE,
        desc = "Its slot is not free yet, since another dequeue that overlapped its own has not returned.")
@Outcome(expect = FORBIDDEN, desc = "A slot was lost, or an element.")
@State
public class WhatWasDequeuedIsFree {
    private final SmallRing small = new SmallRing(Sides.withTwoConsumers(), 4, 8);

    public WhatWasDequeuedIsFree() {
        small.producer.enqueueBulk(new long[] {1, 2, 3}, 0, 3);
    }

    @Actor
    public void dequeueAndEnqueue(LJJ_Result result) {
        result.r1 = small.sides;
        result.r2 = small.consumer.dequeueOr(SmallRing.NONE);
        result.r3 = small.producer.enqueue(4L) ? 4 : 0;
    }

    @Actor
    public void dequeue() {
        small.otherConsumer.dequeueOr(SmallRing.NONE);
    }
}
