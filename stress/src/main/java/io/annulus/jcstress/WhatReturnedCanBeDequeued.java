// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LJ_Result;

/**
 * What a producer enqueued, it can dequeue when the call has returned, whatever another producer is doing. But for
 * MULTI_RTS producers: there the element is visible when all operations that overlapped its own have returned. At a
 * head-tail distance of 0 none overlaps.
 */
@JCStressTest
@Outcome(id = "\\w+, [12]", expect = ACCEPTABLE, desc = "Its element, or that of the other, which came first.")
@Outcome(
        id = "(RTS|RTS_TO_SINGLE), -1",
        expect = ACCEPTABLE,
        desc = "It has returned, and is not visible yet, since another one that overlapped it has not.")
@Outcome(expect = FORBIDDEN, desc = "It has returned, and is not there.")
@State
public class WhatReturnedCanBeDequeued {
    private final SmallRing small = new SmallRing(Sides.withTwoProducers(), 4, 8);

    @Actor
    public void enqueueAndDequeue(LJ_Result result) {
        small.producer.enqueue(1L);
        result.r1 = small.sides;
        result.r2 = small.consumer.dequeueOr(SmallRing.NONE);
    }

    @Actor
    public void enqueue() {
        small.otherProducer.enqueue(2L);
    }
}
