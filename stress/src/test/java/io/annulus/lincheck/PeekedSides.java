// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;

/** Sides of an object ring, whose consumers also look at the oldest element without reserving it. */
public abstract class PeekedSides extends SharedSides {
    private final RealObjectRing objects;

    PeekedSides(RealObjectRing ring) {
        super(ring);
        objects = ring;
    }

    @Operation(params = "thread")
    public List<Long> peek(int thread) {
        synchronized (ring.consumer(thread)) {
            long value = objects.peek(thread);
            return value == RingOperations.NONE ? List.of() : List.of(value);
        }
    }
}
