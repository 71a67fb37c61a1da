// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.annulus.ring.Reservation;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Elements filled in place are seen whole, and after the commit: by no consumer before, nor a part of them. The table ends
 * within the reservation, so it is of two pieces.
 */
@JCStressTest
@Outcome(id = "\\w+, nothing", expect = ACCEPTABLE, desc = "Before the commit.")
@Outcome(id = "\\w+, 7788", expect = ACCEPTABLE, desc = "After it.")
@Outcome(expect = FORBIDDEN, desc = "What was not committed yet, or not whole.")
@State
public class ReservedSlotsArriveWhole {
    private final SmallRing small = new SmallRing(Sides.whereProducersReserve(), 4, 16);
    private final MemorySegment out = MemorySegment.ofArray(new long[6]);

    public ReservedSlotsArriveWhole() {
        small.producer.enqueueBulk(out, 0, 3);
        small.consumer.dequeueBulk(out, 0, 3);
    }

    @Actor
    public void fillInPlace() {
        Reservation room = small.producer.reserveBulk(2);
        fill(room.first(), 7);
        fill(room.second(), 8);
        room.commit();
    }

    @Actor
    public void dequeue(LL_Result result) {
        int count = small.consumer.dequeueBurst(out, 0, 3);
        result.r1 = small.sides;
        result.r2 = count == 0 ? "nothing" : digits(count);
    }

    private static void fill(MemorySegment slot, long value) {
        slot.set(ValueLayout.JAVA_LONG, 0, value);
        slot.set(ValueLayout.JAVA_LONG, 8, value);
    }

    private String digits(int count) {
        return LongStream.range(0, count * 2L)
                .mapToObj(i -> Long.toString(out.getAtIndex(ValueLayout.JAVA_LONG, i)))
                .collect(Collectors.joining());
    }
}
