// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import io.annulus.objects.DefectiveObjects;
import io.annulus.objects.ObjectRing;
import io.annulus.ring.Defect;
import io.annulus.ring.RingSpec;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.LongGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/** Object rings of MULTI sides with a mistake in them: bursts only. */
@Param(name = "value", gen = LongGen.class, conf = "1:1000")
@Param(name = "thread", gen = ThreadIdGen.class)
public abstract class DefectiveObjectRing {
    private final List<DefectiveObjects<Long>> roles = new ArrayList<>();

    protected DefectiveObjectRing(Defect defect) {
        ObjectRing<Long> ring = ObjectRing.create(RingSpec.ofCapacity(RelaxedRefusals.CAPACITY));
        for (int i = 0; i < RingOperations.THREADS; i++) {
            roles.add(new DefectiveObjects<>(ring, defect));
        }
    }

    @Operation(params = {"thread", "value"})
    public int enqueueBurst(int thread, long value) {
        return roles.get(thread).enqueue(new Long[] {value, value + 1});
    }

    @Operation(params = "thread")
    public List<Long> dequeueBurst(int thread) {
        Long[] elements = new Long[2];
        long[] values = new long[2];
        int count = roles.get(thread).dequeue(elements);
        RealObjectRing.unbox(elements, values, count);
        return SharedSides.first(count, values);
    }
}
