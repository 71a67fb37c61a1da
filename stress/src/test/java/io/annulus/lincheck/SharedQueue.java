// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import io.annulus.objects.Inside;
import io.annulus.objects.ObjectRing;
import io.annulus.objects.RingQueue;
import io.annulus.ring.RingSpec;
import java.util.List;
import org.jetbrains.lincheck.datastructures.LongGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;

/** An object ring as a {@link java.util.Queue}, for any thread. */
@Param(name = "value", gen = LongGen.class, conf = "1:1000")
public abstract class SharedQueue {
    private final ObjectRing<Long> ring;
    private final RingQueue<Long> queue;

    protected SharedQueue(RingSpec spec) {
        ring = ObjectRing.create(spec);
        RingStart.at(ring, RingStart.ABOUT_TO_WRAP);
        queue = ring.queue();
    }

    @Operation(params = "value")
    public int offer(long value) {
        return queue.offer(value) ? 1 : 0;
    }

    @Operation
    public List<Long> poll() {
        return list(queue.poll());
    }

    @Operation
    public List<Long> peek() {
        return list(queue.peek());
    }

    @Validate
    public void isTidy() {
        Inside.requireTidy(ring);
    }

    private static List<Long> list(Long element) {
        return element == null ? List.of() : List.of(element);
    }
}
